# shellcheck shell=bash
# A registry of a run's own: the real binary on a database made for it, with the sample, gone when the run ends.

serves_the_schema() { [[ -x "$1" ]] && "$1" schema | cmp -s - "$top/schema.graphql"; }

# A build that serves schema.graphql; one is made where there is none.
registry_binary() {
    local release=$binary
    binary="${release%/release/mithaq}/debug/mithaq"
    serves_the_schema "$binary" || ! serves_the_schema "$release" || binary=$release
    serves_the_schema "$binary" || cargo build --manifest-path "$top/Cargo.toml" --locked --bin mithaq
}

# registry_begin NAME ADDRESSES: sets `work`, a folder; `addresses`, so many that are free, of which the registry gets
# the first two; and `started`, the processes that end with this script.
registry_begin() {
    work=$(mktemp -d)
    database="mithaq_${1}_$$"
    started=()
    trap registry_end EXIT
    registry_binary
    mapfile -t addresses < <(node "$top/dev/lib/free.mjs" "$2")
    MITHAQ_LISTEN=${addresses[0]} MITHAQ_ADMIN_LISTEN=${addresses[1]}
}

registry_end() {
    ((${#started[@]} == 0)) || kill "${started[@]}" 2>/dev/null || true
    wait
    postgres_sql "DROP DATABASE IF EXISTS $database WITH (FORCE)" || true
    rm -rf "$work"
}

# Makes it and starts it. For the tests: REGISTRY, where it answers; TOKENS, the folder of tokens; MITHAQ, the binary.
registry_start() {
    postgres_sql "CREATE DATABASE $database"
    export DATABASE_URL="postgres://mithaq@127.0.0.1:$MITHAQ_POSTGRES_PORT/$database"
    export MITHAQ_TOKEN_KEYS="$work/tokens/jwks.json" MITHAQ_CURSOR_KEY="$work/cursor.key" MITHAQ_KAFKA_BROKERS=none
    mkdir -p "$work/tokens"
    (umask 077 && head -c 32 /dev/urandom >"$MITHAQ_CURSOR_KEY")
    # shellcheck disable=SC2016  # the inner shell's own
    quietly 'making a registry of the sample' "$work/registry.log" bash -c \
        '"$1" migrate && "$1" token --init && "$1" import jsonl "$2"' - "$binary" "$sample"
    "$binary" serve --roles api,publisher >"$work/mithaq.log" 2>&1 &
    started+=($!)
    await 'mithaq becoming ready' 30 mithaq_ready || { cat "$work/mithaq.log" >&2 && die 'mithaq is not ready'; }
    export REGISTRY="http://$MITHAQ_LISTEN/graphql" TOKENS="$work/tokens" MITHAQ="$binary"
}
