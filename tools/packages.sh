# tools/packages.sh: installs Debian packages by name where they are missing. Sourced by ./quickstart and ./check.
# as_root runs a command as root: directly, or through sudo.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        echo "These packages are missing; install them as root and run this again: $*" >&2
        exit 1
    fi
}

# install_packages NAME...: nothing happens when all are there.
install_packages() {
    local missing=()
    local name
    for name in "$@"; do
        dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' ||
            missing+=("$name")
    done
    [ ${#missing[@]} -eq 0 ] && return
    echo "Installing: ${missing[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
        "${missing[@]}" >/dev/null
}

build_packages=(gcc libc6-dev cmake ninja-build pkg-config libyaml-dev libsqlite3-dev libzstd-dev
    libsmartcols-dev libexpat1-dev libmicrohttpd-dev libjansson-dev esbuild node-d3 clang lld wasi-libc
    libclang-rt-14-dev-wasm32)
