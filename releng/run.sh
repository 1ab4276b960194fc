#!/usr/bin/env bash
# SPDX-License-Identifier: EPL-2.0
# Builds Chatdock, installs it into the demo CRM as an integrator would, and starts both. See --help.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

help() {
  cat <<'HELP'
usage: run.sh [options]

  --smoke         under a virtual display: wait until everything is shown, send a reply, take pictures,
                  print one line of JSON, end; also what happens where there is no display
  --out DIR       pictures, summary and logs of the smoke run (default: releng/target/smoke)
  --gateway URL   another gateway than the simulator, ws:// or wss://
  --api URL       its send call, http:// or https://
  --corp C        who signs in: the company (default: demo)
  --user U        ... and the agent (default: lin)
  --token T       ... and the secret; better in the environment variable CHATDOCK_TOKEN
  --target NAME   the Eclipse platform: floor (default), mid or latest
  --help          print this, and end
HELP
}

smoke= gateway= api= corp=demo user=lin token=${CHATDOCK_TOKEN:-} target=floor out=$state/smoke
while [ $# -gt 0 ]; do
  case $1 in
    --smoke) smoke=yes ;;
    --help) help; exit 0 ;;
    --out | --gateway | --api | --corp | --user | --token | --target)
      [ $# -ge 2 ] || usage "the option $1 needs a value; see --help."
      printf -v "${1#--}" %s "$2"
      shift ;;
    *) usage "there is no option '$1'; see --help." ;;
  esac
  shift
done
[ -f "$root/releng/targets/$target.target" ] || usage "there is no target '$target'; write floor, mid or latest."
case $gateway in '' | ws://?* | wss://?*) ;; *) usage "--gateway wants an address: ws://host:port/path." ;; esac
case $api in '' | http://?* | https://?*) ;; *) usage "--api wants an address: http://host:port/path." ;; esac
[ -n "$gateway" ] || [ -z "$api" ] || usage "--api belongs to --gateway; without one the simulator is used."
[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || smoke=yes

need_packages
choose_java
need_maven
if ! is_built; then
  say "Building for the target $target"
  log=$state/build.log
  mkdir -p "$state"
  build -DskipTests > "$log" 2>&1 || { grep '^\[ERROR\]' "$log" | head -n 20 >&2; fail "the build failed; see $log."; }
fi

# The host, with Chatdock put in from our p2 site by the host's own director. Kept as long as the build is the same.
host=$state/host-window
[ -z "$smoke" ] || host=$state/host-smoke
if [ "$(cat "$host/installed" 2> /dev/null)" != "$(cat "$state/built")" ]; then
  say "Installing into the CRM"
  rm -rf "$host"
  mkdir -p "$host"
  cp -r "$root/$build_products/org.chatdock.demo.crm.product/linux/gtk/x86_64" "$host/crm"
  sites=file:$root/releng/org.chatdock.repository/target/repository
  units=org.chatdock.workbench.feature.feature.group
  if [ -n "$smoke" ]; then
    sites=$sites,file:$root/releng/org.chatdock.tests.repository/target/repository
    units=$units,org.chatdock.smoke
  fi
  host_bundles "$host/crm" > "$host/before"
  director "$host/crm" -repository "$sites" -installIU "$units"
  host_bundles "$host/crm" > "$host/after"
  changed=$(comm -23 "$host/before" "$host/after")
  [ -z "$changed" ] || fail "installing Chatdock changed bundles of the host: $changed"
  cp "$state/built" "$host/installed"
fi

mkdir -p "$out" || fail "the folder $out cannot be made; give another one with --out."
out=$(cd "$out" && pwd)
state_url= upload= recall= agents= transfer=
if [ -z "$gateway" ]; then
  simulator=$root/bundles/org.chatdock.simulator
  [ -n "$smoke" ] && play=(--pace 0) || play=(--fresh-ids)
  # Else the addresses of the last run could be read before the new one has written its own.
  rm -f "$out/simulator.json"
  "$JAVA_HOME/bin/java" -cp "$(ls "$simulator"/target/org.chatdock.simulator-*-SNAPSHOT.jar):$simulator/lib/*" \
    org.chatdock.simulator.Main --corp "$corp" --user "$user" "${play[@]}" > "$out/simulator.json" 2> "$out/simulator.log" &
  on_exit "kill $! 2> /dev/null"
  for _ in $(seq 300); do grep -qs ready "$out/simulator.json" && break; sleep 0.1; done
  field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" "$out/simulator.json"; }
  gateway=$(field gateway) api=$(field api) state_url=$(field state)
  upload=$(field upload) recall=$(field recall) agents=$(field agents) transfer=$(field transfer)
  [ -n "$gateway" ] || { cat "$out/simulator.log" >&2; fail "the simulator did not start."; }
fi

# As an integrator configures a product: defaults of preferences. The file may hold the token.
settings=$(umask 077 && mktemp)
on_exit "rm -f '$settings'"
cat > "$settings" <<EOF
org.chatdock.connection/gatewayUrl=$gateway
org.chatdock.sending/apiUrl=$api
org.chatdock.account/corpId=$corp
org.chatdock.account/userId=$user
org.chatdock.account/token=$token
org.chatdock.upload/url=$upload
org.chatdock.recall/url=$recall
org.chatdock.transfer/url=$transfer
org.chatdock.transfer/targetsUrl=$agents
org.chatdock.quickreplies/sharedFile=$root/releng/org.chatdock.demo.crm.product/quickreplies.json
EOF

# The key of the encrypted store is kept in a keyring of the demo's own: nothing of the user's is asked or touched.
# keyring FOLDER
keyring() {
  keyring=$1/keyring password=$1/keyring-password
  [ -f "$password" ] || (umask 077 && head -c 24 /dev/urandom | base64 > "$password")
}

# crm [timeout SECONDS] JAVA_OPTION...
crm() {
  local limit=()
  [ "${1:-}" = timeout ] && limit=(timeout "$2") && shift 2
  "${limit[@]}" "$JAVA_HOME/bin/java" "$@" -jar "$host"/crm/plugins/org.eclipse.equinox.launcher_*.jar -nl "${CHATDOCK_NL:-en}" \
    -data "$workspace" -pluginCustomization "$settings" -eclipse.keyring "$keyring" -eclipse.password "$password"
}

if [ -z "$smoke" ]; then
  workspace=$state/workspace
  keyring "$state"
  say "The CRM's workspace is $workspace"
  crm
  exit
fi

workspace=$out/workspace
rm -rf "$workspace" "$out"/summary.json "$out"/texts "$out"/keyring* "$out"/*.png
keyring "$out"
virtual_display
say "Starting the CRM"
crm_status=0
crm timeout 300 -Dchatdock.smoke.out="$out" -Dchatdock.smoke.state="$state_url" \
  -Declipse.p2.unsignedPolicy=allow -Dchatdock.smoke.guest="file:$root/releng/org.chatdock.guest.repository/target/repository/" > "$out/crm.log" 2>&1 || crm_status=$?
[ -f "$out/summary.json" ] || { tail -n 20 "$out/crm.log" >&2; fail "the CRM ended ($crm_status) without a summary."; }
cat "$out/summary.json"
grep -q '^{"ok":true' "$out/summary.json" || exit 1
if grep -q '^!ENTRY org.chatdock[^ ]* 4 ' "$workspace/.metadata/.log" 2> /dev/null; then
  fail "the workbench logged errors; see $workspace/.metadata/.log."
fi
# What was stored is encrypted: none of its texts, which the run has written down, stands in a file of the workspace.
[ -s "$out/texts" ] || fail "the smoke run wrote no texts to look for."
[ -n "$(find "$workspace" -name messages.db)" ] || fail "there is no store in $workspace."
readable=$(grep -rlaFf "$out/texts" "$workspace" || true)
[ -z "$readable" ] || fail "messages can be read in $readable."
