# shellcheck shell=bash
# Speaking to the person at the terminal: what happens, how long it has taken, what went wrong.

say() { printf '%s\n' "$*"; }

die() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# elapsed WHAT SECONDS: the time that something takes so far; one line rewritten on a terminal, now and then a line elsewhere.
elapsed() {
    (($2 >= 2)) || return 0
    if [[ -t 1 ]]; then
        printf '\r  %s: %d s ' "$1" "$2"
    elif (($2 % 10 == 2)); then
        say "  $1: $2 s"
    fi
}

elapsed_end() { [[ ! -t 1 ]] || printf '\r\033[K'; }

# await WHAT SECONDS COMMAND...: until the command succeeds, or the seconds have passed.
await() {
    local what=$1 limit=$2 start=$SECONDS shown=0
    shift 2
    until "$@" >/dev/null 2>&1; do
        if ((SECONDS - start >= limit)); then
            elapsed_end
            return 1
        fi
        ((SECONDS - start == shown)) || elapsed "$what" $((shown = SECONDS - start))
        sleep 0.1
    done
    elapsed_end
}

ended() { ! kill -0 "$1"; }

# quietly WHAT LOG COMMAND...: runs the command with its output in the log, whose end is shown only if it fails.
quietly() {
    local what=$1 log=$2 start=$SECONDS job
    shift 2
    say "$what"
    "$@" >"$log" 2>&1 </dev/null &
    job=$!
    trap 'kill "$job"; exit 130' INT TERM
    await "$what" 3600 ended "$job" || true
    trap - INT TERM
    if ! wait "$job"; then
        tail -n 20 "$log" >&2
        say "failed: $what (all of it: $log)" >&2
        return 1
    fi
    ((SECONDS - start < 2)) || say "  done in $((SECONDS - start)) s"
}
