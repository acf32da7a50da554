# shellcheck shell=bash
# How fast the API answers, beside pgbench running the very statements that it ran and beside PostGraphile on the same
# tables, in turn and in the same minutes; row-level security holds for all three.

bench_seconds=${MITHAQ_BENCH_SECONDS:-10}
bench_clients=16
bench_port=18080
bench_admin_port=18081
bench_work="$state/bench"
bench_pid="$bench_work/mithaq.pid"
bench_address="127.0.0.1:$bench_port"

bench_psql() {
    "$(postgres_bin)/psql" -XqAt -h 127.0.0.1 -p "$MITHAQ_POSTGRES_PORT" -U mithaq -d "$1" -c "$2"
}

# A database of its own, with the registers that were named: bench_load KIND=FILE...
bench_load() {
    local register
    bench_psql postgres 'DROP DATABASE IF EXISTS mithaq_bench WITH (FORCE)'
    bench_psql postgres 'CREATE DATABASE mithaq_bench'
    "$binary" migrate
    for register in "$@"; do
        say "importing ${register#*=}"
        "$binary" import "${register%%=*}" "${register#*=}" --json
    done
    # What is known at a moment can be said once the sequencer has passed it.
    bench_serve api,publisher
    await 'the sequencer catching up' 120 bench_settled || die 'the sequencer does not catch up'
    bench_stop
    bench_psql mithaq_bench 'VACUUM ANALYZE'
    bench_psql mithaq_bench 'CHECKPOINT'
}

bench_settled() { [[ "$(bench_psql mithaq_bench 'SELECT count(*) FROM unsequenced')" == 0 ]]; }

bench_serve() {
    MITHAQ_ROLES=$1 MITHAQ_LISTEN=127.0.0.1:$bench_port MITHAQ_ADMIN_LISTEN=127.0.0.1:$bench_admin_port MITHAQ_LOG=warn \
        detach "$bench_pid" "$bench_work/mithaq.log" "$binary" serve
    MITHAQ_ADMIN_LISTEN=127.0.0.1:$bench_admin_port await 'mithaq becoming ready' 30 mithaq_ready ||
        { tail -n 5 "$bench_work/mithaq.log" >&2 && die 'mithaq does not become ready'; }
}

bench_stop() { stop "$bench_pid" "$binary" mithaq 20 >/dev/null; }

# bench_post BODY [ADDRESS]
bench_post() {
    curl -sS --fail-with-body -H 'content-type: application/json' -d @"$1" "http://${2:-$bench_address}/graphql"
}

# bench_query NAME QUERY [VARIABLES]: the request's body, for curl and for wrk.
bench_query() {
    perl -MJSON::PP -e 'my $json = JSON::PP->new->canonical;
        print $json->encode({query => $ARGV[0], $ARGV[1] ? (variables => $json->decode($ARGV[1])) : ()})' \
        "$2" "${3:-}" >"$bench_work/$1.json"
    {
        printf 'wrk.method = "POST"\nwrk.headers["content-type"] = "application/json"\n'
        printf 'wrk.body = [==[%s]==]\n' "$(cat "$bench_work/$1.json")"
    } >"$bench_work/$1.lua"
}

# The statements that one request runs, from PostgreSQL's log, as a script for pgbench.
bench_capture() {
    local log mark
    log="$(postgres_home)/log"
    mark=$(wc -c <"$log")
    bench_post "$bench_work/$1.json" >"$bench_work/$1.answer"
    grep -q '"errors"' "$bench_work/$1.answer" && die "$1: $(head -c 500 "$bench_work/$1.answer")"
    sleep 0.3
    tail -c +$((mark + 1)) "$log" | perl "$here/lib/statements.pl" >"$bench_work/$1.sql"
    [[ -s "$bench_work/$1.sql" ]] || die "$1: no statement was logged"
}

# bench_rate NAME [ADDRESS]: requests a second, and how long half and 99 of 100 took.
bench_rate() {
    wrk -t2 "-c$bench_clients" "-d${bench_seconds}s" --latency -s "$bench_work/$1.lua" \
        "http://${2:-$bench_address}/graphql" >"$bench_work/$1.wrk"
    grep -E 'Non-2xx|Socket errors' "$bench_work/$1.wrk" >&2 || true
    awk '/Requests\/sec/ { rate = $2 } $1 == "50%" { p50 = $2 } $1 == "99%" { p99 = $2 } END { print rate, p50, p99 }' "$bench_work/$1.wrk"
}

# bench_rate_sql NAME [DATABASE]: under the role that the API's connections take.
bench_rate_sql() {
    PGOPTIONS='-c role=mithaq_app -c jit=off' "$(postgres_bin)/pgbench" -n -M prepared -c "$bench_clients" -j 2 -T "$bench_seconds" -f "$bench_work/$1.sql" \
        -h 127.0.0.1 -p "$MITHAQ_POSTGRES_PORT" -U mithaq "${2:-mithaq_bench}" 2>&1 >"$bench_work/$1.pgbench" | grep -v '^pgbench: warning' >&2 || true
    awk '/^tps/ { print $3 }' "$bench_work/$1.pgbench"
}

# middle RATE...: of three turns, the middle one counts.
middle() { printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"; }

bench_head() {
    printf '%-28s %10s %10s %10s %12s %10s %15s %8s\n' \
        query 'API a s' p50 p99 'pgbench a s' 'API of it' 'PostGraphile' 'times'
}

# Three turns of each.
bench_compare() {
    local api=() sql=() other=() rate p50 p99 reference beside=''
    for _ in 1 2 3; do
        api+=("$(bench_rate "$1")")
        sql+=("$(bench_rate_sql "$1")")
        [[ ! -e "$bench_work/$1.postgraphile.lua" ]] || other+=("$(bench_rate "$1.postgraphile" "$postgraphile_address")")
    done
    read -r rate p50 p99 < <(middle "${api[@]}")
    reference=$(middle "${sql[@]}")
    ((${#other[@]} == 0)) || read -r beside _ < <(middle "${other[@]}")
    awk -v name="$1" -v rate="$rate" -v reference="$reference" -v p50="$p50" -v p99="$p99" -v beside="${beside:-0}" 'BEGIN {
        printf "%-28s %10.0f %10s %10s %12.0f %8.0f %%", name, rate, p50, p99, reference, 100 * rate / reference
        if (beside > 0) printf " %15.0f %8.1f", beside, rate / beside
        print "" }'
}

bench_queries() {
    local id now keys
    id=$(bench_psql mithaq_bench "SELECT id FROM agreements WHERE classification = 0 ORDER BY registry_number LIMIT 1")
    now=$(bench_psql mithaq_bench "SELECT to_char(known_until AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') FROM watermark")
    keys=$(bench_psql mithaq_bench "SELECT json_build_object('keys', json_agg(json_build_object('__typename', 'Agreement', 'id', id)))
        FROM (SELECT id FROM agreements WHERE classification = 0 ORDER BY registry_number LIMIT 50) AS chosen")
    local agreement='id registryNumber title { value } parties { role actor { id name { value } } } areas'
    bench_query agreement "{ agreement(id: \"$id\") { $agreement } }"
    bench_query agreement_with_status "{ agreement(id: \"$id\") { $agreement status { name since { value } because { code text { value } } } } }"
    bench_query page_of_50 "{ agreements(first: 50) { edges { node { $agreement } } pageInfo { hasNextPage endCursor } } }"
    bench_query page_of_50_with_10_acts "{ agreements(first: 50) { edges { node { id registryNumber title { value }
        history(first: 10) { edges { node { id kind recordedAt } } } } } pageInfo { hasNextPage endCursor } } }"
    bench_query page_of_50_as_of "{ agreements(first: 50, asOf: \"1950-06-01\", knownAt: \"$now\", filter: { status: { in: [IN_FORCE] } }) {
        edges { node { $agreement } at { status { name } } } pageInfo { hasNextPage endCursor } } }"
    bench_query entities_of_50 "query (\$keys: [_Any!]!) { _entities(representations: \$keys) { ... on Agreement { $agreement } } }" "$keys"
    postgraphile_queries "$id" "$keys"
}

bench_api() {
    local query queries=(agreement agreement_with_status page_of_50 page_of_50_with_10_acts page_of_50_as_of entities_of_50)
    bench_tools
    mkdir -p "$bench_work"
    export DATABASE_URL="postgres://mithaq@127.0.0.1:$MITHAQ_POSTGRES_PORT/mithaq_bench" MITHAQ_KAFKA_BROKERS=none
    trap 'bench_stop; postgraphile_stop' EXIT
    mithaq_secrets
    bench_load "$@"
    bench_queries
    bench_psql mithaq_bench "ALTER DATABASE mithaq_bench SET log_statement = 'all'"
    bench_serve api
    for query in "${queries[@]}"; do
        # The second time everything is parsed and kept.
        bench_post "$bench_work/$query.json" >/dev/null
        bench_capture "$query"
    done
    bench_stop
    bench_psql mithaq_bench 'ALTER DATABASE mithaq_bench RESET log_statement'
    bench_serve api
    postgraphile_start
    say
    say "$bench_clients connections, $bench_seconds s a turn, row-level security on, $(bench_psql mithaq_bench 'SELECT count(*) FROM agreements') agreements, $(bench_psql mithaq_bench 'SELECT count(*) FROM acts') acts"
    bench_head
    for query in "${queries[@]}"; do
        bench_compare "$query"
    done
    postgraphile_stop
    bench_stop
    bench_signatures
}

bench_tools() {
    local tool
    for tool in wrk curl; do
        command -v "$tool" >/dev/null || die "$tool is missing. Install it with:
  sudo apt-get install -y $tool"
    done
}
