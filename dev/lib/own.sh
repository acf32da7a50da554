# shellcheck shell=bash
# A PostgreSQL and a Kafka of their own for a run that breaks or measures them, on ports of their own; they are gone with
# the run. Its sourcer has sourced settings.sh, process.sh, packages.sh, postgres.sh and kafka.sh.

# own_servers POSTGRES_PORT KAFKA_PORT; `before_servers`, where it is a function, is called before they start.
own_servers() {
    local jars="$top/.dev/kafka/libs"
    MITHAQ_POSTGRES_PORT=$1 MITHAQ_KAFKA_PORT=$2 own_postgres=yes own_kafka=yes
    need_packages services build
    make_state
    state=$(mktemp -d)
    chmod 755 "$state"
    kafka="$state/kafka"
    trap own_servers_end EXIT
    mkdir -p "$kafka"
    [[ -z "$(type -t before_servers)" ]] || before_servers
    [[ ! -d "$jars" ]] || ln -s "$jars" "$kafka/libs"
    postgres_up
    kafka_up
}

own_servers_end() {
    kafka_down
    postgres_down
    rm -rf "$state"
}
