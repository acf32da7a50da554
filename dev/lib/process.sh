# shellcheck shell=bash
# Processes that outlive the script which starts them, known by their pid files.

# detach PID_FILE LOG COMMAND...: the command goes on in a session of its own, holding nothing of this shell's.
detach() {
    local pid_file=$1 log=$2
    shift 2
    setsid nohup "$@" >>"$log" 2>&1 </dev/null 9>&- &
    echo $! >"$pid_file"
    # That it ends, however it does, is nothing for the shell to tell.
    disown
}

# runs PID_FILE MARK: whether the file's process is alive and is ours. Numbers are used again after a restart of
# the machine, so its command line must hold the mark too.
runs() {
    local pid
    [[ -s "$1" ]] && read -r pid <"$1" || return
    is_marked "$pid" "$2" && return
    # While a process becomes another program it has no command line: what is looked at in that moment is looked at again.
    sleep 0.1
    is_marked "$pid" "$2"
}

is_marked() { grep -qaF -- "$2" "/proc/$1/cmdline" 2>/dev/null; }

gone() { ! runs "$@"; }

# stop PID_FILE MARK WHAT SECONDS: asks the process to end, waits, and ends it by force if it does not.
stop() {
    local pid
    if runs "$1" "$2"; then
        read -r pid <"$1"
        kill "$pid"
        if ! await "$3 stopping" "$4" gone "$1" "$2"; then
            say "$3 did not stop in $4 s: ended by force"
            kill -KILL "$pid" 2>/dev/null || true
        fi
        say "$3: stopped"
    fi
    rm -f "$1"
}

# answers ADDRESS: whether anything listens on host:port.
answers() { (: <>"/dev/tcp/${1%:*}/${1##*:}") 2>/dev/null; }

# must_be_free ADDRESS WHAT VARIABLE: a stranger on our port is better named now than found later.
must_be_free() {
    ! answers "$1" || die "$1 is taken by another process, so $2 cannot start there; set $3 to a free one"
}
