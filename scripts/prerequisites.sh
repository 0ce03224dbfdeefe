# Sourced by run, test and benchmark: installs what a fresh Debian or Ubuntu machine lacks, and says what it installs.
# On other systems it names what is missing and stops.

require_dotnet() {
  if ! dotnet --version >/dev/null 2>&1; then
    echo "The .NET 10 SDK is needed: https://dotnet.microsoft.com/download/dotnet/10.0" >&2
    exit 1
  fi
}

# The build bundles scripts and writes the third-party notices with it.
require_node() {
  command -v npm >/dev/null || install_packages nodejs npm
}

# PostgreSQL's server programs need not be on the PATH: Debian keeps them in a folder of each version.
have_postgres() {
  command -v postgres >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null
}

# install_packages PACKAGE…
install_packages() {
  if ! command -v apt-get >/dev/null; then
    echo "Please install: $*" >&2
    exit 1
  fi
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "Please install as root: apt-get install $*" >&2; exit 1; }
    as_root=(sudo)
  fi
  echo "Installing $*"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

require_postgres() {
  have_postgres && return
  # The portal starts a private server of its own; Debian's package would add and start a public one.
  if [ "$(id -u)" -eq 0 ] && [ ! -e /etc/postgresql-common/createcluster.conf ] && command -v apt-get >/dev/null; then
    mkdir -p /etc/postgresql-common
    echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
  fi
  install_packages postgresql
}
