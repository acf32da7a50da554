# shellcheck shell=bash
# How fast signatures are recorded, beside pgbench running the statements of such a request.

# How many agreements wait to be signed: one for each request.
bench_proposals=${MITHAQ_BENCH_PROPOSALS:-20000}

# Requests by wrk, each for another agreement: bench_lua NAME BODY, an expression of Lua that has `n`, the request's number.
bench_lua() {
    {
        printf 'local token = "%s"\n' "$(cat "$state/tokens/secret.jwt")"
        cat <<'LUA'
local threads = 0
function setup(thread) thread:set("first", threads) threads = threads + 1 end
local asked = 0
local headers = { ["content-type"] = "application/json", ["authorization"] = "Bearer " .. token }
local refused = 0
function response(status, _, body)
    if status ~= 200 or body:find('"errors"', 1, true) or not body:find('"refusals":[]', 1, true) then
        refused = refused + 1
        if refused == 1 then io.stderr:write(body:sub(1, 500), "\n") end
    end
end
LUA
        printf '%s\n' "$2"
        cat <<'LUA'
function request()
    local n = first + 2 * asked
    asked = asked + 1
    return wrk.format("POST", nil, headers, body(n))
end
LUA
    } >"$bench_work/$1.lua"
}

# The agreements that are signed come last into the database, so that what is read before does not know of them.
bench_signatures() {
    bench_serve api
    bench_propose
    bench_stop
    # pgbench records in a copy, in which nothing is signed.
    bench_psql mithaq_bench 'CREATE TABLE bench_commits (at timestamptz); GRANT INSERT ON bench_commits TO mithaq_app'
    bench_psql mithaq_bench 'VACUUM ANALYZE'
    bench_psql postgres 'DROP DATABASE IF EXISTS mithaq_bench_unsigned WITH (FORCE)'
    bench_psql postgres 'CREATE DATABASE mithaq_bench_unsigned TEMPLATE mithaq_bench'
    bench_psql mithaq_bench "ALTER DATABASE mithaq_bench SET log_statement = 'all'"
    bench_serve api
    bench_capture_signatures
    bench_stop
    bench_psql mithaq_bench 'ALTER DATABASE mithaq_bench RESET log_statement'
    bench_serve api
    bench_compare_signatures
    bench_psql postgres 'DROP DATABASE mithaq_bench_unsigned WITH (FORCE)'
}

# Proposes agreements until there are enough, and lists those that may be signed.
bench_propose() {
    local there run=0
    while there=$(bench_psql mithaq_bench "SELECT count(*) FROM agreements g WHERE version = 1 AND title_key = 'bench'") && ((there < bench_proposals)); do
        run=$((run + 1))
        bench_lua propose "function body(n) return string.format([==[{\"query\":\"mutation (\$i: ProposeAgreementInput!) { proposeAgreement(input: \$i) { refusals { code } } }\",\"variables\":{\"i\":{\"idempotencyKey\":\"bench-$run-%d\",\"propose\":{\"on\":\"2024-01-01\",\"home\":{\"actor\":{\"country\":\"JOR\"}},\"counterpart\":{\"actor\":{\"country\":\"KEN\"}},\"terms\":{\"titles\":[{\"language\":\"en\",\"value\":\"Bench\"}],\"form\":\"AGREEMENT\",\"bindingness\":\"BINDING\",\"areas\":[\"TRADE\"]}}}}}]==], n) end"
        bench_rate propose >/dev/null
    done
    bench_psql mithaq_bench "SELECT id FROM agreements WHERE version = 1 AND title_key = 'bench' LIMIT $bench_proposals" >"$bench_work/proposals"
}

# The statements of a signature for each connection, each for another agreement, as one script for pgbench. What they write
# is taken back by a savepoint and the transaction committed all the same, so that they can be run again and again: the log
# of the database is written and flushed as by a signature.
bench_capture_signatures() {
    local client id log mark
    log="$(postgres_home)/log"
    : >"$bench_work/sign.sql"
    for ((client = 0; client < bench_clients; client++)); do
        id=$(tail -n "$((client + 1))" "$bench_work/proposals" | head -n 1)
        bench_sign_body "$id" "capture-$client" >"$bench_work/sign.json"
        # The first warms the connection up.
        mark=$(wc -c <"$log")
        curl -sS -H 'content-type: application/json' -H "authorization: Bearer $(cat "$state/tokens/secret.jwt")" \
            -d @"$bench_work/sign.json" "http://$bench_address/graphql" >"$bench_work/sign.answer"
        grep -q '"refusals":\[\]' "$bench_work/sign.answer" || die "sign: $(head -c 500 "$bench_work/sign.answer")"
        sleep 0.3
        tail -c +$((mark + 1)) "$log" | perl "$top/dev/lib/statements.pl" | perl "$top/dev/lib/taken_back.pl" "$client" >>"$bench_work/sign.sql"
    done
}

bench_sign_body() {
    # shellcheck disable=SC2016  # GraphQL's own
    printf '{"query":"mutation ($i: SignAgreementInput!) { signAgreement(input: $i) { refusals { code } acts { id } agreement { id version } } }","variables":{"i":{"agreementId":"%s","idempotencyKey":"%s","stance":"DONE","sign":{"party":{"country":"JOR"},"on":"2024-02-01","signatory":"A. B.","office":"FOREIGN_MINISTER","place":"Amman"}}}}' "$1" "$2"
}

bench_compare_signatures() {
    local api=() sql=() rate p50 p99 reference turn used
    say
    bench_head
    used=0
    for turn in 1 2 3; do
        # Each turn signs agreements that no turn before has.
        bench_psql mithaq_bench "SELECT id FROM agreements WHERE version = 1 AND title_key = 'bench'" >"$bench_work/proposals"
        used=$(wc -l <"$bench_work/proposals")
        ((used > 100)) || die "all $bench_proposals agreements are signed: set MITHAQ_BENCH_PROPOSALS to more"
        bench_lua sign "local ids = {} for id in io.lines(\"$bench_work/proposals\") do ids[#ids + 1] = id end
function body(n) return string.format([==[$(bench_sign_body %s "turn-$turn-%s")]==], ids[n + 1] or error(\"all agreements are signed\"), n) end"
        api+=("$(bench_rate sign)")
        sql+=("$(bench_rate_sql sign mithaq_bench_unsigned)")
    done
    read -r rate p50 p99 < <(middle "${api[@]}")
    reference=$(middle "${sql[@]}")
    awk -v rate="$rate" -v reference="$reference" -v p50="$p50" -v p99="$p99" \
        'BEGIN { printf "%-28s %10.0f %10s %10s %12.0f %8.0f %%\n", "signAgreement", rate, p50, p99, reference, 100 * rate / reference }'
}
