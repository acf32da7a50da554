# shellcheck shell=bash
# How fast the API answers, beside pgbench running the very statements that it ran, in turn and in the same minutes.

bench_seconds=${MITHAQ_BENCH_SECONDS:-10}
bench_clients=16
bench_port=18080
bench_admin_port=18081
bench_work="$state/bench"
bench_pid="$bench_work/mithaq.pid"

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

bench_post() {
    curl -sS --fail-with-body -H 'content-type: application/json' -d @"$1" "http://127.0.0.1:$bench_port/graphql"
}

# bench_query NAME QUERY: the request's body, for curl and for wrk.
bench_query() {
    perl -MJSON::PP -e 'print JSON::PP->new->canonical->encode({query => $ARGV[0]})' "$2" >"$bench_work/$1.json"
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

bench_rate_api() {
    wrk -t2 "-c$bench_clients" "-d${bench_seconds}s" --latency -s "$bench_work/$1.lua" \
        "http://127.0.0.1:$bench_port/graphql" >"$bench_work/$1.wrk"
    grep -E 'Non-2xx|Socket errors' "$bench_work/$1.wrk" >&2 || true
    awk '/Requests\/sec/ { rate = $2 } $1 == "50%" { p50 = $2 } $1 == "99%" { p99 = $2 } END { print rate, p50, p99 }' "$bench_work/$1.wrk"
}

bench_rate_sql() {
    "$(postgres_bin)/pgbench" -n -M prepared -c "$bench_clients" -j 2 -T "$bench_seconds" -f "$bench_work/$1.sql" \
        -h 127.0.0.1 -p "$MITHAQ_POSTGRES_PORT" -U mithaq mithaq_bench 2>&1 >"$bench_work/$1.pgbench" | grep -v '^pgbench: warning' >&2 || true
    awk '/^tps/ { print $3 }' "$bench_work/$1.pgbench"
}

# Three turns of each, the middle one counts.
bench_compare() {
    local api=() sql=()
    for _ in 1 2 3; do
        api+=("$(bench_rate_api "$1")")
        sql+=("$(bench_rate_sql "$1")")
    done
    read -r rate p50 p99 < <(printf '%s\n' "${api[@]}" | sort -n | sed -n 2p)
    reference=$(printf '%s\n' "${sql[@]}" | sort -n | sed -n 2p)
    awk -v name="$1" -v rate="$rate" -v reference="$reference" -v p50="$p50" -v p99="$p99" \
        'BEGIN { printf "%-28s %10.0f %10s %10s %12.0f %8.0f %%\n", name, rate, p50, p99, reference, 100 * rate / reference }'
}

bench_queries() {
    local id now
    id=$(bench_psql mithaq_bench "SELECT id FROM agreements ORDER BY registry_number LIMIT 1")
    now=$(bench_psql mithaq_bench "SELECT to_char(known_until AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') FROM watermark")
    local agreement='id registryNumber title { value } parties { role actor { id name { value } } } areas'
    bench_query agreement "{ agreement(id: \"$id\") { $agreement } }"
    bench_query agreement_with_status "{ agreement(id: \"$id\") { $agreement status { name since { value } because { code text { value } } } } }"
    bench_query page_of_50 "{ agreements(first: 50) { edges { node { $agreement } } pageInfo { hasNextPage endCursor } } }"
    bench_query page_of_50_as_of "{ agreements(first: 50, asOf: \"1950-06-01\", knownAt: \"$now\", filter: { status: { in: [IN_FORCE] } }) {
        edges { node { $agreement } at { status { name } } } pageInfo { hasNextPage endCursor } } }"
}

bench_api() {
    local query
    command -v wrk >/dev/null || die 'wrk is missing. Install it with:
  sudo apt-get install -y wrk'
    command -v curl >/dev/null || die 'curl is missing. Install it with:
  sudo apt-get install -y curl'
    mkdir -p "$bench_work"
    export DATABASE_URL="postgres://mithaq@127.0.0.1:$MITHAQ_POSTGRES_PORT/mithaq_bench" MITHAQ_KAFKA_BROKERS=none
    trap bench_stop EXIT
    mithaq_secrets
    bench_load "$@"
    bench_queries
    bench_psql mithaq_bench "ALTER DATABASE mithaq_bench SET log_statement = 'all'"
    bench_serve api
    for query in agreement agreement_with_status page_of_50 page_of_50_as_of; do
        # The second time everything is parsed and kept.
        bench_post "$bench_work/$query.json" >/dev/null
        bench_capture "$query"
    done
    bench_stop
    bench_psql mithaq_bench 'ALTER DATABASE mithaq_bench RESET log_statement'
    bench_serve api
    say
    say "$bench_clients connections, $bench_seconds s a turn, row-level security on, $(bench_psql mithaq_bench 'SELECT count(*) FROM agreements') agreements"
    printf '%-28s %10s %10s %10s %12s %10s\n' query 'API a s' p50 p99 'pgbench a s' 'API of it'
    for query in agreement agreement_with_status page_of_50 page_of_50_as_of; do
        bench_compare "$query"
    done
}
