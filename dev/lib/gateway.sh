# shellcheck shell=bash
# The gateway and the partners' subgraphs: where they listen, and what they need.

partners="$top/examples/subgraphs"
gateway="$top/dev/gateway"

: "${GATEWAY_LISTEN:=127.0.0.1:4000}" "${GATEWAY_STATE:=$state/gateway}"
: "${FOREIGN_AFFAIRS_LISTEN:=127.0.0.1:4001}" "${FINANCE_LISTEN:=127.0.0.1:4002}"
export MITHAQ_LISTEN GATEWAY_LISTEN FOREIGN_AFFAIRS_LISTEN FINANCE_LISTEN

# partner_variable NAME: the variable that says where a partner listens.
partner_variable() {
    local name=${1^^}
    printf '%s_LISTEN' "${name//-/_}"
}

gateway_install() { node_install "$gateway" "$partners"; }
