# shellcheck shell=bash
# The registry itself, as the local stack runs it.

mithaq_pid="$state/mithaq.pid"
mithaq_log="$state/mithaq.log"
export "${binary_environment[@]}"

# PostgreSQL and Kafka for it, where the user names none.
services_up() {
    # Its own view of the environment: what is exported here would look like the user's choice there.
    local -a without=()
    [[ -z "$own_postgres" ]] || without+=(-u DATABASE_URL)
    [[ -z "$own_kafka" ]] || without+=(-u MITHAQ_KAFKA_BROKERS)
    env "${without[@]}" "MITHAQ_POSTGRES_PORT=$MITHAQ_POSTGRES_PORT" "MITHAQ_KAFKA_PORT=$MITHAQ_KAFKA_PORT" \
        "$top/dev/services" up
}

mithaq_build() {
    say 'building mithaq (cargo build --release)'
    cargo build --manifest-path "$top/Cargo.toml" --release --locked --bin mithaq
}

# What the running service was started from: this binary, with these settings.
mithaq_origin() {
    local name
    stat -c '%i %Y %s' "$binary"
    for name in "${binary_environment[@]}"; do printf '%s=%s\n' "$name" "${!name:-}"; done | sha256sum
}

mithaq_runs() { runs "$mithaq_pid" "$binary"; }

mithaq_current() { mithaq_runs && [[ "$(mithaq_origin)" == "$(cat "$state/mithaq.origin" 2>/dev/null)" ]] && mithaq_ready; }

# Asks /health/ready; a fresh machine may have no curl.
mithaq_ready() {
    local status
    exec 8<>"/dev/tcp/${MITHAQ_ADMIN_LISTEN%:*}/${MITHAQ_ADMIN_LISTEN##*:}" || return 1
    printf 'GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&8
    IFS= read -r -t 5 status <&8 || status=
    exec 8<&-
    [[ "$status" == 'HTTP/1.1 200'* ]]
} 2>/dev/null

mithaq_ready_or_gone() { ! mithaq_runs || mithaq_ready; }

# Keys, and one token for each clearance; then the cursors' key.
mithaq_secrets() {
    (umask 077 && mkdir -p "$state/tokens" && "$binary" token --init) >"$state/token.log" ||
        die 'the development tokens cannot be made'
    [[ -s "$MITHAQ_CURSOR_KEY" ]] || (umask 077 && head -c 32 /dev/urandom >"$MITHAQ_CURSOR_KEY")
}

mithaq_start() {
    must_be_free "$MITHAQ_LISTEN" mithaq MITHAQ_LISTEN
    must_be_free "$MITHAQ_ADMIN_LISTEN" mithaq MITHAQ_ADMIN_LISTEN
    say 'starting mithaq'
    [[ ! -e "$mithaq_log" ]] || mv "$mithaq_log" "$mithaq_log.old"
    mithaq_origin >"$state/mithaq.origin"
    detach "$mithaq_pid" "$mithaq_log" "$binary" serve
    await 'mithaq starting' 5 mithaq_runs || true
    await 'mithaq becoming ready' 60 mithaq_ready_or_gone || true
    mithaq_runs && mithaq_ready && return
    tail -n 20 "$mithaq_log" >&2
    die "mithaq is not ready; its log is $mithaq_log"
}

mithaq_down() { stop "$mithaq_pid" "$binary" mithaq 20; }
