# shellcheck shell=bash
# shellcheck disable=SC2016  # scripts of `bash -c` and GraphQL's variables
# The example consumers: building them, running them, and what the registry itself says.

consumers="$top/examples/consumers"
consumers_state="$state/consumers"
languages=() authorization=() work=''

has() { command -v "$1" >/dev/null; }

# at_hand LANGUAGE COMMAND...: whether all the commands that a language needs are there.
at_hand() {
    local language=$1 command
    shift
    for command in "$@"; do
        has "$command" || { say "$language: not run, as $command is not installed" && return 1; }
    done
    languages+=("$language")
}

consumers_python() {
    local environment="$consumers_state/python"
    cmp -s "$consumers/python/requirements.txt" "$environment/requirements.txt" && return
    has python3 || die 'python3 is not installed'
    quietly 'installing the Python client' "$consumers_state/python.log" bash -c '
        rm -rf "$1" && python3 -m venv "$1" && "$1/bin/pip" install -q -r "$2"' - \
        "$environment" "$consumers/python/requirements.txt"
    cp "$consumers/python/requirements.txt" "$environment/requirements.txt"
}

consumers_typescript() {
    quietly 'building the consumer in TypeScript' "$consumers_state/typescript.log" \
        bash -c 'cd "$1" && npm ci --no-audit --no-fund && npm run build' - "$consumers/typescript"
}

consumers_java() {
    quietly 'building the consumer in Java' "$consumers_state/java.log" \
        mvn -B -q -f "$consumers/java/pom.xml" compile \
        dependency:build-classpath "-Dmdep.outputFile=$consumers_state/classpath" -DincludeScope=runtime
}

consumers_rust() {
    quietly 'building the consumer in Rust' "$consumers_state/rust.log" \
        cargo build --release --locked --manifest-path "$consumers/rust/Cargo.toml" --target-dir "$consumers_state/rust"
}

# Builds those whose runtime is at hand, and names them in `languages`.
consumers_build() {
    local language
    make_state
    mkdir -p "$consumers_state"
    at_hand python python3 || true
    at_hand typescript node npm || true
    at_hand java java javac mvn || true
    at_hand rust cargo gcc || true
    ((${#languages[@]})) || die 'none of the consumers can be run: no runtime is installed'
    for language in "${languages[@]}"; do "consumers_$language"; done
}

# Sets `command` to what runs a language's consumer.
consumer_command() {
    case "$1" in
    python) command=("$consumers_state/python/bin/python" "$consumers/python/in_force.py") ;;
    typescript) command=(node "$consumers/typescript/dist/main.js") ;;
    java) command=(java -cp "$consumers/java/target/classes:$(cat "$consumers_state/classpath")" mithaq.example.InForce) ;;
    rust) command=("$consumers_state/rust/release/in-force") ;;
    esac
}

# What the registry itself says is in force today, as consumers print it.
registry_in_force() {
    local after=null page
    local query='query ($after: String) {
        agreements(filter: { status: { in: [IN_FORCE] } }, first: 100, after: $after) {
            edges { node { id registryNumber status { name } } } pageInfo { hasNextPage endCursor } } }'
    while true; do
        page=$(jq -n --arg query "$query" --argjson after "$after" '{ $query, variables: { $after } }' |
            curl -sS -m 60 --fail-with-body "http://$MITHAQ_LISTEN/graphql" -H 'Content-Type: application/json' \
                "${authorization[@]}" --data-binary @-) || return
        jq -e '.errors | not' <<<"$page" >/dev/null || { say "$page" >&2 && return 1; }
        jq -c '.data.agreements.edges[].node | { id, registryNumber, status: .status.name }' <<<"$page"
        [[ $(jq .data.agreements.pageInfo.hasNextPage <<<"$page") == true ]] || return 0
        after=$(jq .data.agreements.pageInfo.endCursor <<<"$page")
    done
}

# agrees AUDIENCE LANGUAGE: whether the consumer's table is what the registry says, and no event is missing by the count.
agrees() {
    registry_in_force | LC_ALL=C sort >"$work/registry" || return
    "${command[@]}" --brokers "$MITHAQ_KAFKA_BROKERS" --audience "$1" --group "compare-$2-${work##*.}" \
        --table "$work/$2" --until-caught-up >"$work/table" 2>"$work/told" || return
    cmp -s "$work/registry" "$work/table" &&
        grep -qE '^caught up: ([0-9]+) events, last sequence \1$' "$work/told"
}

# differs AUDIENCE LANGUAGE: looks a last time, and says what differs.
differs() {
    if agrees "$@"; then return; fi
    diff "$work/registry" "$work/table" >&2 || true
    cat "$work/told" >&2
    die "the consumer in $2 differs from the registry, audience $1 (<: the registry; >: the consumer)"
}
