# shellcheck shell=bash
# A private PostgreSQL cluster for development and tests. The system's own clusters are never touched.
# `postgres_settings` has more of its settings, and `postgres_environment` variables for it, where a run needs them.
postgres_environment=()

# Trust on loopback: whoever has an account on this machine may use this cluster, as its superuser. It is for
# development only.

# PostgreSQL refuses to run as root; then it runs as Debian's `postgres`, from a folder where that user may be.
as_postgres() (
    exec 9>&-
    cd /
    if ((EUID == 0)); then runuser -u postgres -- "$@"; else "$@"; fi
)

# The cluster lies in .dev, unless the user whom PostgreSQL runs as cannot come there, as in a clone under /root:
# then .dev/postgres points to a folder of this clone's under /var/lib.
postgres_home() {
    local apart
    apart="/var/lib/mithaq-dev/$(printf '%s' "$top" | sha256sum | head -c 12)"
    if ((EUID != 0)) || { [[ ! -L "$state/postgres" ]] && as_postgres test -x "$state" 2>/dev/null; }; then
        echo "$state/postgres"
    else
        echo "$apart"
    fi
}

postgres_make() {
    local home=$1
    mkdir -p "$home"
    [[ "$home" == "$state/postgres" ]] || ln -sfn "$home" "$state/postgres"
    ((EUID != 0)) || chown postgres: "$home"
    rm -rf "$home/data"
    quietly "making a PostgreSQL cluster in $home" "$state/initdb.log" \
        as_postgres "$(postgres_bin)/initdb" -D "$home/data" -U mithaq --auth=trust --encoding=UTF8 --locale=C.UTF-8
}

postgres_runs() { runs "$state/postgres/data/postmaster.pid" "$(postgres_home)/data"; }

postgres_port() { sed -n 4p "$state/postgres/data/postmaster.pid"; }

postgres_sql() {
    "$(postgres_bin)/psql" -XqAt -h 127.0.0.1 -p "$MITHAQ_POSTGRES_PORT" -U mithaq -d postgres -c "$1"
}

postgres_start() {
    local home settings version
    home=$(postgres_home)
    must_be_free "127.0.0.1:$MITHAQ_POSTGRES_PORT" PostgreSQL MITHAQ_POSTGRES_PORT
    version=$(postgres_bin)
    version=$(basename "$(dirname "$version")")
    ((version >= 15)) || die "PostgreSQL 15 or newer is needed; this machine has $version"
    # Its first start writes postmaster.opts; without it an initdb was perhaps cut short.
    [[ -e "$home/data/postmaster.opts" ]] || postgres_make "$home"
    rm -f "$home/data/postmaster.pid"
    settings="-c listen_addresses=127.0.0.1 -c port=$MITHAQ_POSTGRES_PORT -c unix_socket_directories="
    settings+=" -c max_connections=200 -c shared_buffers=512MB -c max_wal_size=2GB -c random_page_cost=1.1"
    settings+=" -c timezone=UTC -c log_timezone=UTC${postgres_settings:+ $postgres_settings}"
    quietly 'starting PostgreSQL' "$state/pg_ctl.log" \
        as_postgres env "${postgres_environment[@]}" "$(postgres_bin)/pg_ctl" start -w -t 60 -D "$home/data" -l "$home/log" -o "$settings" ||
        die "PostgreSQL does not start; its log is $home/log"
}

postgres_up() {
    if postgres_runs; then
        [[ "$(postgres_port)" -eq "$MITHAQ_POSTGRES_PORT" ]] ||
            die "PostgreSQL runs already, on port $(postgres_port); stop it with dev/services down to move it"
        await 'PostgreSQL starting' 60 postgres_sql 'SELECT 1' || die 'PostgreSQL does not answer'
    else
        postgres_start
    fi
    [[ -n "$(postgres_sql "SELECT 1 FROM pg_database WHERE datname = 'mithaq'")" ]] ||
        postgres_sql 'CREATE DATABASE mithaq'
    say "PostgreSQL: 127.0.0.1:$MITHAQ_POSTGRES_PORT"
}

postgres_down() {
    postgres_runs || return 0
    as_postgres "$(postgres_bin)/pg_ctl" stop -s -D "$(postgres_home)/data" -m fast -t 60
    say 'PostgreSQL: stopped'
}

postgres_wipe() {
    [[ ! -L "$state/postgres" ]] || rm -rf "$(postgres_home)"
    rm -rf "$state/postgres"
}

postgres_status() {
    if postgres_runs; then say "PostgreSQL: 127.0.0.1:$(postgres_port)"; else say 'PostgreSQL: not running'; fi
}
