# shellcheck shell=bash
# Where things are and how the local stack is set. Every variable in capitals can be overridden by its user.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
state="$top/.dev"
binary="$(realpath -m "${CARGO_TARGET_DIR:-$top/target}")/release/mithaq"
# shellcheck disable=SC2034  # read by dev/up
sample="$top/sample/agreements.jsonl"

# Ports of the stack's own PostgreSQL and Kafka. They are not started where the user names others.
: "${MITHAQ_POSTGRES_PORT:=25432}" "${MITHAQ_KAFKA_PORT:=29092}"
# shellcheck disable=SC2034
own_postgres=$([[ -n "${DATABASE_URL:-}" ]] || echo yes)
# shellcheck disable=SC2034
own_kafka=$([[ -n "${MITHAQ_KAFKA_BROKERS:-}" ]] || echo yes)

# What the binary reads (`mithaq serve --help` explains each).
: "${DATABASE_URL:=postgres://mithaq@127.0.0.1:$MITHAQ_POSTGRES_PORT/mithaq}"
: "${MITHAQ_KAFKA_BROKERS:=127.0.0.1:$MITHAQ_KAFKA_PORT}"
: "${MITHAQ_LISTEN:=127.0.0.1:8080}" "${MITHAQ_ADMIN_LISTEN:=127.0.0.1:8081}"
: "${MITHAQ_ROLES:=api,publisher,clock}"
: "${MITHAQ_HOME:=JOR}" "${MITHAQ_TIME_ZONE:=Asia/Amman}"
: "${MITHAQ_ANONYMOUS:=unclassified}"
: "${MITHAQ_TOKEN_KEYS:=$state/tokens/jwks.json}" "${MITHAQ_TOKEN_ISSUER:=mithaq-dev}" "${MITHAQ_TOKEN_AUDIENCE:=mithaq}"
: "${MITHAQ_CURSOR_KEY:=$state/cursor.key}"
: "${MITHAQ_DOCUMENTS:=$state/documents}"

binary_environment=(
    DATABASE_URL MITHAQ_KAFKA_BROKERS MITHAQ_LISTEN MITHAQ_ADMIN_LISTEN MITHAQ_ROLES MITHAQ_HOME MITHAQ_TIME_ZONE
    MITHAQ_ANONYMOUS MITHAQ_TOKEN_KEYS MITHAQ_TOKEN_ISSUER MITHAQ_TOKEN_AUDIENCE MITHAQ_CURSOR_KEY MITHAQ_LOG
    MITHAQ_APP_DATABASE_URL MITHAQ_PUBLISHER_DATABASE_URL MITHAQ_OWNER_DATABASE_URL MITHAQ_KAFKA_SETTINGS
    MITHAQ_GET MITHAQ_TRACING MITHAQ_INTROSPECTION MITHAQ_SERVICE_SDL MITHAQ_DOCUMENTS MITHAQ_DOCUMENT_LIMIT MITHAQ_PUBLIC_URL
    MITHAQ_TRUSTED_DOCUMENTS MITHAQ_TRUSTED_ONLY MITHAQ_APQ
    MITHAQ_S3_ENDPOINT MITHAQ_S3_REGION MITHAQ_S3_ACCESS_KEY MITHAQ_S3_SECRET_KEY
)

# Makes the folder of the stack's state, with the mark by which `dev/down --wipe` knows it.
make_state() {
    [[ -f "$state/README" ]] && return
    mkdir -p "$state"
    echo 'State of the local stack: made by dev/up and dev/services, forgotten by dev/down --wipe.' >"$state/README"
}

# rustup puts cargo where a shell that has not read its profile does not look.
[[ -x "${CARGO_HOME:-$HOME/.cargo}/bin/cargo" ]] && PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
: "$binary" "${binary_environment[@]}"

# The debug build needs room on its threads' stacks (.cargo/config.toml says why).
export RUST_MIN_STACK="${RUST_MIN_STACK:-8388608}"
