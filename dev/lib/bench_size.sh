# shellcheck shell=bash
# How fast the API answers from a large register, and by which plans.

size_database=mithaq_bench_size

# A register of so many agreements in a database of its own; what an earlier run made is gone on with.
size_load() {
    [[ -n "$(bench_psql postgres "SELECT 1 FROM pg_database WHERE datname = '$size_database'")" ]] ||
        bench_psql postgres "CREATE DATABASE $size_database"
    "$binary" migrate
    "$binary" generate "$1" --seed 7
    # What is known at a moment can be said once the sequencer has passed it.
    bench_serve publisher
    await 'the sequencer catching up' 3600 size_settled || die 'the sequencer does not catch up'
    bench_stop
    bench_psql "$size_database" 'VACUUM (ANALYZE)'
    bench_psql "$size_database" 'CHECKPOINT'
}

size_settled() { [[ "$(bench_psql "$size_database" 'SELECT count(*) FROM unsequenced')" == 0 ]]; }

# Every case once, its plans cut from the database's log. Counts read an index from end to end, which is no row of a table.
size_plans() {
    local log mark plans="$bench_work/plans.log"
    log="$(postgres_home)/log"
    bench_psql "$size_database" "ALTER DATABASE $size_database SET session_preload_libraries = 'auto_explain'"
    bench_psql "$size_database" "ALTER DATABASE $size_database SET auto_explain.log_min_duration = 0"
    bench_psql "$size_database" "ALTER DATABASE $size_database SET auto_explain.log_nested_statements = on"
    mark=$(wc -c <"$log")
    cargo bench --locked -q -p mithaq-api --bench size -- --once
    bench_psql "$size_database" "ALTER DATABASE $size_database RESET ALL"
    sleep 0.3
    tail -c +$((mark + 1)) "$log" >"$plans"
    say "the plans are in $plans"
    if grep -nE 'Seq Scan on (agreement|status_periods|deadlines|obligations|activities|acts|act_bodies)' "$plans"; then
        die 'a large table is read from end to end'
    fi
}

bench_size() {
    mkdir -p "$bench_work"
    export DATABASE_URL="postgres://mithaq@127.0.0.1:$MITHAQ_POSTGRES_PORT/$size_database" MITHAQ_KAFKA_BROKERS=none
    trap bench_stop EXIT
    mithaq_secrets
    size_load "${1:-500000}"
    cargo bench --locked -q -p mithaq-api --bench size
    size_plans
}
