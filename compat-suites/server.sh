# Sourced by `run`: a server of our own for one suite, in the mode that the suite needs.

statebox_binary() { # -> STATEBOX: $STATEBOX_BINARY, else what `./run` built, else what cargo built last
  local target=${STATEBOX_TARGET_DIR:-$HOME/.cache/statebox/target} candidate
  for candidate in "${STATEBOX_BINARY:-}" "$target/release/statebox" "$target/debug/statebox" "$HERE/../target/release/statebox" "$HERE/../target/debug/statebox"; do
    [ -n "$candidate" ] && [ -x "$candidate" ] && { STATEBOX=$candidate; return 0; }
  done
  echo "there is no statebox binary: build one (cargo build --release) or name it in STATEBOX_BINARY" >&2; exit 2
}

mode_of() { # SUITE -> the arguments in modes.tsv: the first line whose pattern fits
  local pattern arguments
  while IFS=$'\t' read -r pattern arguments _; do
    case $pattern in '#'*) continue ;; esac
    # shellcheck disable=SC2254 # a pattern on purpose
    case $1 in $pattern) echo "$arguments"; return 0 ;; esac
  done <"$HERE/modes.tsv"
}

start_server() { # SUITE -> SERVER_PID SERVER_URL
  local port
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  SERVER_URL=http://127.0.0.1:$port
  SERVER_LOG=$OUT/$1.server.log
  # shellcheck disable=SC2046 # several arguments on purpose
  "$STATEBOX" serve --services sqs,dynamodb,kinesis --ephemeral --port "$port" $(mode_of "$1") >"$SERVER_LOG" 2>&1 </dev/null &
  SERVER_PID=$!
  for _ in $(seq 100); do
    kill -0 "$SERVER_PID" 2>/dev/null || break
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && return 0
    sleep 0.1
  done
  echo "statebox does not serve $1; its last lines:" >&2; tail -n 5 "$SERVER_LOG" >&2
  stop_server
  return 1
}

stop_server() {
  [ -n "${SERVER_PID:-}" ] || return 0
  kill "$SERVER_PID" 2>/dev/null
  for _ in $(seq 300); do kill -0 "$SERVER_PID" 2>/dev/null || break; sleep 0.1; done
  kill -9 "$SERVER_PID" 2>/dev/null
  wait "$SERVER_PID" 2>/dev/null
  SERVER_PID=
}
