# shellcheck shell=bash
# Apache Kafka for development and tests: one node, both broker and controller, on loopback.

kafka="$state/kafka"
# How many seconds it may take to start; after a kill on a busy machine it may be long.
kafka_patience=90

# The jars belong to one pom; a changed pom fetches them anew.
kafka_jars_complete() { [[ -s "$kafka/libs/pom.xml" ]] && cmp -s "$kafka/libs/pom.xml" "$top/dev/kafka/pom.xml"; }

kafka_fetch() {
    local try
    rm -rf "$kafka/libs"
    mkdir -p "$kafka"
    for try in 1 2 3; do
        if quietly "fetching Kafka's jars" "$kafka/fetch.log" \
            mvn -B -q -f "$top/dev/kafka/pom.xml" dependency:copy-dependencies \
            -DincludeScope=runtime "-DoutputDirectory=$kafka/libs"; then
            cp "$top/dev/kafka/pom.xml" "$kafka/libs/pom.xml"
            return
        fi
        ((try == 3)) || sleep $((try * 5))
    done
    die "Kafka's jars cannot be fetched"
}

# The number in `version "17.0.15"`; `1.8` counts as 1.
java_version() { java -version 2>&1 | sed -nE 's/.* version "([0-9]+).*/\1/p' | head -n 1; }

kafka_java() {
    java -cp "$kafka/libs/*" "-Dlog4j2.configurationFile=$top/dev/kafka/log4j2.yaml" "$@"
}

kafka_runs() { runs "$kafka/pid" "$kafka/server.properties"; }

kafka_port() { sed -nE 's|^advertised.listeners=.*:([0-9]+)$|\1|p' "$kafka/server.properties"; }

kafka_ready() { grep -q 'Kafka Server started' "$kafka/log"; }

kafka_gone_or_ready() { kafka_ready || ! kafka_runs; }

kafka_await() {
    await 'Kafka starting' "$kafka_patience" kafka_gone_or_ready || true
    kafka_ready && return
    tail -n 5 "$kafka/log" >&2
    die "Kafka does not start; its log is $kafka/log"
}

kafka_start() {
    local controller=$((MITHAQ_KAFKA_PORT + 100))
    must_be_free "127.0.0.1:$MITHAQ_KAFKA_PORT" Kafka MITHAQ_KAFKA_PORT
    must_be_free "127.0.0.1:$controller" "Kafka's controller" MITHAQ_KAFKA_PORT
    kafka_jars_complete || kafka_fetch
    (($(java_version) >= 17)) || die "Kafka 4 needs Java 17 or newer; 'java' is $(java_version)"
    sed -e "s|@PORT@|$MITHAQ_KAFKA_PORT|" -e "s|@CONTROLLER_PORT@|$controller|" -e "s|@DATA@|$kafka/data|" \
        "$top/dev/kafka/server.properties" >"$kafka/server.properties"
    if [[ ! -s "$kafka/data/meta.properties" ]]; then
        rm -rf "$kafka/data"
        quietly "formatting Kafka's storage" "$kafka/format.log" kafka_java \
            kafka.tools.StorageTool format -t bWl0aGFxLWRldi0wMDAwMQ -c "$kafka/server.properties"
    fi
    say 'starting Kafka'
    : >"$kafka/log"
    detach "$kafka/pid" "$kafka/log" \
        java -Xms128m -Xmx512m -XX:+UseG1GC -cp "$kafka/libs/*" \
        "-Dlog4j2.configurationFile=$top/dev/kafka/log4j2.yaml" kafka.Kafka "$kafka/server.properties"
    # Until the shell has become the program, the command line is not the broker's yet.
    await 'Kafka starting' 5 kafka_runs || true
    kafka_await
}

kafka_up() {
    if kafka_runs; then
        [[ "$(kafka_port)" -eq "$MITHAQ_KAFKA_PORT" ]] ||
            die "Kafka runs already, on port $(kafka_port); stop it with dev/services down to move it"
        kafka_await
    else
        kafka_start
    fi
    say "Kafka: 127.0.0.1:$MITHAQ_KAFKA_PORT"
}

kafka_down() { stop "$kafka/pid" "$kafka/server.properties" Kafka 30; }

kafka_wipe() { rm -rf "$kafka"; }

kafka_status() {
    if kafka_runs; then say "Kafka: 127.0.0.1:$(kafka_port)"; else say 'Kafka: not running'; fi
}
