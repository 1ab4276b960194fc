# SPDX-License-Identifier: EPL-2.0
# What run.sh and test.sh share: the machine, Maven, the build, a display. To be sourced; sets `root`, `state`, `cache`.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
state=$root/releng/target
cache=${XDG_CACHE_HOME:-$HOME/.cache}/chatdock
maven_version=3.9.11
packages=(libgtk-3-0 xvfb xauth openbox fontconfig fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji adwaita-icon-theme)
export LC_ALL=C.UTF-8

fail() { echo "$(basename "$0"): $*" >&2; exit 1; }
usage() { echo "$(basename "$0"): $*" >&2; exit 2; }
say() { echo "== $*" >&2; }

# The Java to build and run with: JAVA_HOME, else the one on the path; for the newest platform one of 21 or later.
choose_java() {
  local least=17 home
  [ "$target" = latest ] && least=21
  for home in "${JAVA_HOME:-}" "$(dirname "$(dirname "$(readlink -f "$(command -v java || true)")")")" /usr/lib/jvm/*; do
    if [ -x "$home/bin/java" ] && [ "$(java_version "$home")" -ge "$least" ]; then
      export JAVA_HOME=$home
      return
    fi
  done
  fail "the target $target needs Java $least or later; install a JDK, or set JAVA_HOME to one."
}

java_version() { "$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1; }

# What a machine with Java and Maven may lack: GTK, a virtual display, a window manager, fonts.
need_packages() {
  local missing=() package
  for package in "${packages[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2> /dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get > /dev/null; then
    fail "these packages are missing: ${missing[*]}. Install them (apt-get install ${missing[*]}) and try again."
  fi
  say "Installing ${missing[*]}"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    "${missing[@]}"; } > /dev/null || fail "apt-get could not install ${missing[*]}; see above."
}

# Tycho 4 needs Maven 3.9; an older one fetches it.
need_maven() {
  command -v mvn > /dev/null || fail "there is no Maven; install it (apt-get install maven) and try again."
  if mvn -version 2> /dev/null | grep -qE 'Apache Maven (3\.9|[4-9])'; then
    maven=(mvn)
    return
  fi
  maven=(sh "$cache/apache-maven-$maven_version/bin/mvn")
  [ -f "${maven[1]}" ] && return
  say "Fetching Maven $maven_version"
  local here
  here=$(mktemp -d)
  (cd "$here" && mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack \
    -Dartifact=org.apache.maven:apache-maven:$maven_version:zip:bin -DoutputDirectory="$cache") >&2 \
    || fail "Maven $maven_version could not be fetched; check the network and Maven's settings."
  rm -rf "$here"
}

# A name for all that the build reads: nothing is built again while it stays the same.
fingerprint() {
  {
    echo "$target $("$JAVA_HOME/bin/java" -version 2>&1)"
    cd "$root"
    if git rev-parse --is-inside-work-tree > /dev/null 2>&1; then
      git ls-files -co --exclude-standard -z -- pom.xml .mvn bundles features releng tests
    else
      find pom.xml .mvn bundles features releng tests -type f -not -path '*/target/*' -not -path '*/lib/*' -print0
    fi | sort -z | xargs -0 sha1sum 2> /dev/null
  } | sha1sum | cut -d ' ' -f 1
}

build_products=releng/org.chatdock.demo.crm.product/target/products

is_built() { [ -d "$root/$build_products" ] && [ "$(cat "$state/built" 2> /dev/null)" = "$(fingerprint)" ]; }

# build MAVEN_ARGUMENT...: the whole build, for the target.
build() {
  local print
  print=$(fingerprint)
  rm -f "$state/built"
  # A change of target leaves products of the other one behind.
  rm -rf "$root"/releng/*/target/products
  (cd "$root" && "${maven[@]}" -B -ntp "-Dtarget=$target" verify "$@") || return 1
  mkdir -p "$state"
  echo "$print" > "$state/built"
}

# director CRM ARGUMENT...: the host's own p2 director, as an integrator would call it.
director() {
  local crm=$1
  shift
  "$JAVA_HOME/bin/java" -jar "$crm"/plugins/org.eclipse.equinox.launcher_*.jar -nosplash -data "$crm/../director" \
    -application org.eclipse.equinox.p2.director "$@" > "$crm/../director.log" 2>&1 \
    || { cat "$crm/../director.log" >&2; fail "the director failed."; }
}

# The bundles of a host with their versions and start levels, one a line.
host_bundles() { grep -v '^#' "$1/configuration/org.eclipse.equinox.simpleconfigurator/bundles.info" | sort; }

# A virtual display with a window manager, for this process and what it starts; ends with it.
virtual_display() {
  local number
  mkdir -p "$state"
  # Made here: on a busy machine it is asked for before the other process has begun.
  : > "$state/display.$$"
  Xvfb -displayfd 3 -screen 0 1680x1050x24 -nolisten tcp 3> "$state/display.$$" > /dev/null 2>&1 &
  on_exit "kill $! 2> /dev/null"
  for _ in $(seq 200); do
    number=$(cat "$state/display.$$")
    [ -n "$number" ] && break
    sleep 0.1
  done
  rm -f "$state/display.$$"
  [ -n "$number" ] || fail "Xvfb did not start."
  export DISPLAY=:$number GDK_BACKEND=x11 NO_AT_BRIDGE=1
  unset WAYLAND_DISPLAY
  openbox > /dev/null 2>&1 &
  on_exit "kill $! 2> /dev/null"
}

exit_steps=()
on_exit() { exit_steps=("$1" "${exit_steps[@]}"); trap run_exit_steps EXIT; }
run_exit_steps() { local step; for step in "${exit_steps[@]}"; do eval "$step" || true; done; }
