# shellcheck shell=bash
# The gateway and the partners' subgraphs: where they listen, what they need, and how the local stack has them.

partners="$top/examples/subgraphs"
gateway="$top/dev/gateway"
gateway_pid="$state/gateway.pid"
gateway_log="$state/gateway.log"

: "${GATEWAY_LISTEN:=127.0.0.1:4000}" "${GATEWAY_STATE:=$state/gateway}"
: "${FOREIGN_AFFAIRS_LISTEN:=127.0.0.1:4001}" "${FINANCE_LISTEN:=127.0.0.1:4002}"
export MITHAQ_LISTEN GATEWAY_LISTEN FOREIGN_AFFAIRS_LISTEN FINANCE_LISTEN

# partner_variable NAME: the variable that says where a partner listens.
partner_variable() {
    local name=${1^^}
    printf '%s_LISTEN' "${name//-/_}"
}

gateway_install() { node_install "$gateway" "$partners"; }

# Whether the local stack can and is to have a gateway.
gateway_wanted() {
    [[ "$GATEWAY_LISTEN" != none ]] || return
    node --eval 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' >/dev/null 2>&1 && command -v npm >/dev/null
}

gateway_runs() { runs "$gateway_pid" "$gateway/run"; }

gateway_answers_or_gone() { ! gateway_runs || answers "$GATEWAY_LISTEN"; }

# Starts it with the partners. The registry does without it, so that a fault here is told and goes no further.
gateway_up() {
    if ! gateway_install; then
        say 'the gateway is not started, as its packages are missing'
        return
    fi
    say 'starting the gateway'
    detach "$gateway_pid" "$gateway_log" "$gateway/run"
    await 'the gateway starting' 5 gateway_runs || true
    await 'the gateway answering' 60 gateway_answers_or_gone || true
    gateway_runs && answers "$GATEWAY_LISTEN" && return
    tail -n 5 "$gateway_log" >&2
    say "the gateway does not run; its log is $gateway_log"
}

gateway_down() { stop "$gateway_pid" "$gateway/run" 'the gateway' 20; }
