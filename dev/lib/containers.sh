# shellcheck shell=bash
# Whether the Dockerfiles and docker-compose.yml agree with the rest of the repository. No container engine is needed.

# differ WHAT ONE OTHER: says so where two things that must be the same are not.
differ() {
    [[ "$2" != "$3" ]] || return 1
    say "$1: '$2' and '$3' differ"
}

default_of() { sed -nE "s/.*$1:=([0-9]+).*/\1/p" dev/lib/settings.sh; }

# published WHAT PORT PORT_INSIDE: whether Compose publishes it where the local stack has it.
published() {
    grep -q "\"127.0.0.1:$2:$3\"" docker-compose.yml && return
    say "$1: docker-compose.yml does not publish its port $3 at $2, as the local stack has it"
    return 1
}

containers_agree() {
    local status=0 name image
    cd "$top" || return
    # Compose says where it cannot read its file; without it, the rest is still compared.
    if docker compose version >/dev/null 2>&1; then
        docker compose config --quiet || status=1
    else
        say 'docker compose is not at hand: docker-compose.yml is not parsed'
    fi

    # What is set must be read by someone: every variable's name stands in the program.
    while read -r name; do
        grep -rqw "$name" crates/mithaq-server/src || { say "$name: not read by the program" && status=1; }
    done < <({ grep -ohE '\bMITHAQ_[A-Z_]+' Dockerfile dev/gateway/Dockerfile docker-compose.yml && printf '%s\n' "${binary_environment[@]}"; } | sort -u)
    for name in 8080 8081; do
        grep -rqE "[:\" ]$name\b" crates/mithaq-server/src || { say "port $name: not in the program" && status=1; }
    done

    published PostgreSQL "$(default_of MITHAQ_POSTGRES_PORT)" 5432 || status=1
    published Kafka "$(default_of MITHAQ_KAFKA_PORT)" "$(default_of MITHAQ_KAFKA_PORT)" || status=1

    published Gateway 4000 4000 || status=1

    ! differ 'Rust of Cargo.toml and Dockerfile' "$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)" \
        "$(sed -n 's/^FROM rust:\([0-9.]*\)-.*/\1/p' Dockerfile)" || status=1
    ! differ 'Kafka of dev/kafka/pom.xml and docker-compose.yml' \
        "$(grep -A 1 '<artifactId>kafka_2.13<' dev/kafka/pom.xml | sed -n 's|.*<version>\(.*\)</version>|\1|p')" \
        "$(sed -n 's|.*image: apache/kafka:||p' docker-compose.yml)" || status=1
    while read -r image; do
        [[ "$image" =~ :[0-9]+\.[0-9] ]] || { say "image $image: no exact version" && status=1; }
    done < <(sed -nE 's/^ +image: ([a-z].*)/\1/p; s/^FROM ([^ ]+).*/\1/p' Dockerfile dev/gateway/Dockerfile docker-compose.yml)
    return "$status"
}
