# shellcheck shell=bash
# PostGraphile beside the API: on the same database, in the same role, asked for the same things.

postgraphile_address=127.0.0.1:18090
postgraphile_pid="$bench_work/postgraphile.pid"

# It needs Node.js 22, which comes with its packages where the machine has an older one.
postgraphile_node() {
    local node=("$top"/dev/postgraphile/node_modules/node-linux-*/bin/node)
    if [[ -x "${node[0]}" ]]; then echo "${node[0]}"; else command -v node; fi
}

postgraphile_start() {
    node_install "$top/dev/postgraphile"
    must_be_free "$postgraphile_address" PostGraphile 'nothing that can be set'
    detach "$postgraphile_pid" "$bench_work/postgraphile.log" \
        "$(postgraphile_node)" "$top/dev/postgraphile/server.mjs" "$postgraphile_address"
    await 'PostGraphile becoming ready' 60 postgraphile_answers ||
        { tail -n 20 "$bench_work/postgraphile.log" >&2 && die 'PostGraphile does not become ready'; }
    local query
    for query in "$bench_work"/*.postgraphile.json; do
        bench_post "$query" "$postgraphile_address" >"${query%.json}.answer"
        ! grep -q '"errors"' "${query%.json}.answer" || die "$query: $(head -c 500 "${query%.json}.answer")"
    done
}

postgraphile_answers() {
    curl -sSf -H 'content-type: application/json' -d '{"query":"{ __typename }"}' "http://$postgraphile_address/graphql" >/dev/null 2>&1
}

postgraphile_stop() { stop "$postgraphile_pid" server.mjs PostGraphile 10 >/dev/null; }

# The same questions: an actor's name is of the table of actors there.
postgraphile_queries() {
    local agreement='rowId registryNumber titles areas actorByHomeActor { rowId name } actorByCounterpartActor { rowId name }'
    bench_query agreement.postgraphile "{ agreementByRowId(rowId: \"$1\") { $agreement } }"
    bench_query page_of_50.postgraphile "{ allAgreements(first: 50, orderBy: ROW_ID_ASC) { edges { node { $agreement } } pageInfo { hasNextPage endCursor } } }"
    bench_query page_of_50_with_10_acts.postgraphile "{ allAgreements(first: 50, orderBy: ROW_ID_ASC) { edges { node { rowId registryNumber titles
        actsByAgreementId(first: 10, orderBy: AGREEMENT_ID_ASC) { edges { node { rowId type recordedAt } } } } } pageInfo { hasNextPage endCursor } } }"
    # It has no lookup of many by their keys but one field for each.
    bench_query entities_of_50.postgraphile "$(perl -MJSON::PP -e 'my $n = 0;
        print "{ ", (map { "a" . $n++ . ": agreementByRowId(rowId: \"$_->{id}\") { $ARGV[1] } " } @{decode_json($ARGV[0])->{keys}}), "}"' "$2" "$agreement")"
}
