# shellcheck shell=bash
# What subscribers cost, and how they are told: a release build on a database of its own.

bench_subscribers() {
    node_install "$top/dev/api"
    mkdir -p "$bench_work"
    export DATABASE_URL="postgres://mithaq@127.0.0.1:$MITHAQ_POSTGRES_PORT/mithaq_bench" MITHAQ_KAFKA_BROKERS=none
    trap bench_stop EXIT
    mithaq_secrets
    bench_psql postgres 'DROP DATABASE IF EXISTS mithaq_bench WITH (FORCE)'
    bench_psql postgres 'CREATE DATABASE mithaq_bench'
    # shellcheck disable=SC2016  # the inner shell's own
    quietly 'making a registry of the sample' "$bench_work/registry.log" bash -c \
        '"$1" migrate && "$1" import jsonl "$2"' - "$binary" "$sample"
    bench_serve api,publisher
    REGISTRY="http://$bench_address/graphql" TOKEN="$(cat "$state/tokens/secret.jwt")" \
        node "$top/dev/api/subscribers.mjs" "$(cat "$bench_pid")"
}
