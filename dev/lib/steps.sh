# shellcheck shell=bash
# Steps of a run: each is named and timed, a failed one does not end the run, and a table tells how they went.

step_names=()
declare -A step_seconds=() step_failed=()

# step NAME COMMAND...
step() {
    local name=$1 start=$SECONDS
    shift
    step_names+=("$name")
    say
    say "=== $name"
    # Not `if ! ...`: there bash would ignore `set -e` within the command too.
    set +e
    "$@"
    # shellcheck disable=SC2181
    (($? == 0)) || step_failed[$name]=yes
    set -e
    step_seconds[$name]=$((SECONDS - start))
    say "--- $name: ${step_failed[$name]:+FAILED, }${step_seconds[$name]} s"
}

# succeeded NAME...: whether all of these did.
succeeded() {
    local name
    for name in "$@"; do [[ -z "${step_failed[$name]:-}" ]] || return 1; done
}

report_steps() {
    local name
    say
    for name in "${step_names[@]}"; do
        printf '%-16s %-6s %6d s\n' "$name" "$([[ -n "${step_failed[$name]:-}" ]] && echo FAILED || echo ok)" "${step_seconds[$name]}"
    done
    printf '%-16s %-6s %6d s\n' 'all' "$( ((${#step_failed[@]})) && echo FAILED || echo ok)" "$SECONDS"
    ((${#step_failed[@]} == 0))
}
