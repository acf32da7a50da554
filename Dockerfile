# The registry as a container: the binary alone, run by a user without a name on a file system that may be read-only.

# The same Rust as rust-version in Cargo.toml (dev/test compares them).
FROM rust:1.95-bookworm AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    cargo build --release --locked --bin mithaq && \
    install -D target/release/mithaq /out/mithaq

FROM debian:12.12-slim
COPY --from=build /out/mithaq /usr/local/bin/mithaq
COPY sample/agreements.jsonl /usr/share/mithaq/agreements.jsonl
# Keys go here, and documents there; a named volume mounted on it takes over its owner.
RUN install -d -o 10001 -g 10001 -m 0700 /var/lib/mithaq /var/lib/mithaq-documents
WORKDIR /var/lib/mithaq
ENV MITHAQ_LISTEN=0.0.0.0:8080 \
    MITHAQ_ADMIN_LISTEN=0.0.0.0:8081 \
    MITHAQ_DOCUMENTS=/var/lib/mithaq-documents
USER 10001:10001
EXPOSE 8080 8081
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/8081; printf 'GET /health/ready HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3; read -r status <&3; [[ $status == 'HTTP/1.1 200'* ]]"]
ENTRYPOINT ["mithaq"]
CMD ["serve"]
