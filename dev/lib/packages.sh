# shellcheck shell=bash
# What must be installed. As root the missing packages are installed; an ordinary user is told the one line that does.

# The newest PostgreSQL that is installed, as Debian lays it out.
postgres_bin() { compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1 | xargs -r dirname; }

# What gives a program a clock of its own, where it is installed.
faketime_library() { compgen -G '/usr/lib/*/faketime/libfaketimeMT.so.1' | head -n 1; }

# need COMMAND PACKAGE
need() { command -v "$1" >/dev/null || missing+=("$2"); }

# need_packages services|build|faults...: all that is missing for these, in one go.
need_packages() {
    local missing=() purpose
    for purpose in "$@"; do
        case "$purpose" in
        services)
            [[ -z "$own_postgres" || -n "$(postgres_bin)" ]] || missing+=(postgresql)
            if [[ -n "$own_kafka" ]]; then
                need java default-jre-headless
                kafka_jars_complete || need mvn maven
            fi
            ;;
        faults) [[ -n "$(faketime_library)" ]] || missing+=(libfaketime) ;;
        build)
            # librdkafka and zstd are C, built by their crates.
            need gcc gcc
            need g++ g++
            need make make
            need perl perl
            need pkg-config pkg-config
            ;;
        esac
    done
    ((${#missing[@]} == 0)) || install_packages "${missing[@]}"
}

install_packages() {
    command -v apt-get >/dev/null || die "missing, by Debian's names: $*"
    if ((EUID != 0)); then
        die "packages are missing. Install them with:
  sudo apt-get update && sudo apt-get install -y $*"
    fi
    make_state
    without_system_cluster quietly "installing $*" "$state/packages.log" bash -c '
        apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"' - "$@"
}

# Debian's package would start a cluster of its own on the system's port.
without_system_cluster() {
    local folder=/etc/postgresql-common/createcluster.d status=0
    local file="$folder/mithaq-none.conf"
    mkdir -p "$folder"
    echo 'create_main_cluster = false' >"$file"
    "$@" || status=$?
    rm -f "$file"
    return "$status"
}

# Cargo says itself when it is too old for Cargo.toml.
need_rust() {
    command -v cargo >/dev/null && return
    if apt-cache show rustup >/dev/null 2>&1; then
        die "Rust is missing. Install it with:
  sudo apt-get install -y rustup && rustup default stable"
    fi
    die "Rust is missing. Install it with rustup, as https://www.rust-lang.org/tools/install says"
}
