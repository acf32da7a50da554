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

# Node's packages, exactly as locked, where they are not there already.
gateway_install() {
    local folder
    command -v npm >/dev/null || die 'Node.js 20 or newer with npm is needed'
    make_state
    for folder in "$gateway" "$partners"; do
        cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed" && continue
        quietly "installing the packages of ${folder#"$top/"}" "$state/npm.log" \
            npm ci --prefix "$folder" --no-audit --no-fund --ignore-scripts
        cp "$folder/package-lock.json" "$folder/node_modules/.installed"
    done
}
