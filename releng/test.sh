#!/usr/bin/env bash
# SPDX-License-Identifier: EPL-2.0
# Builds everything and runs every test; then the guide's code, the project template, the smoke run in a real
# workbench, and putting in and taking out. Arguments go to Maven, such as `-pl :org.chatdock.store.tests -am` for one
# room; then the rest is left out.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
target=${CHATDOCK_TARGET:-floor}

need_packages
choose_java
need_maven
virtual_display
if [ $# -gt 0 ]; then
  cd "$root"
  "${maven[@]}" -B -ntp "-Dtarget=$target" verify "$@"
  exit
fi
build || fail "the build or a test failed; see above."
say "The guide's code"
"$root/releng/check-guide.sh" || exit 1
say "The project template"
CHATDOCK_TARGET=$target "$root/releng/check-template.sh" || exit 1
say "The smoke run"
if "$root/releng/run.sh" --smoke --target "$target" --out "$state/smoke"; then
  echo "smoke: 1 passed, 0 failed"
else
  echo "smoke: 0 passed, 1 failed"
  exit 1
fi

# Extensions, each from a p2 site of its own: they come beside what is there and change nothing of it.
say "Installing extensions"
host=$state/host-smoke
rm -rf "$host-less"
cp -r "$host" "$host-less"
extensions=0
install_extension() {
  director "$host-less/crm" -repository "file:$2" -installIU "$3.feature.feature.group"
  host_bundles "$host-less/crm" > "$host-less/now"
  if [ "$(comm -13 "$1" "$host-less/now" | cut -d , -f 1)" != "$3" ] || [ -n "$(comm -23 "$1" "$host-less/now")" ]; then
    diff "$1" "$host-less/now" >&2 || true
    echo "extensions: $extensions passed, 1 failed"
    exit 1
  fi
  extensions=$((extensions + 1))
}
install_extension "$host-less/after" "$root/releng/org.chatdock.guest.repository/target/repository" org.chatdock.guest
mv "$host-less/now" "$host-less/with-guest"
install_extension "$host-less/with-guest" "$state/template-site" com.example.appointment
echo "extensions: $extensions passed, 0 failed"

# What has been put in is taken out again: the host must be as it was.
say "Uninstalling"
units=com.example.appointment.feature.feature.group,org.chatdock.guest.feature.feature.group
units=$units,org.chatdock.smoke,org.chatdock.workbench.feature.feature.group
director "$host-less/crm" -uninstallIU "$units"
if host_bundles "$host-less/crm" | diff "$host/before" - >&2; then
  echo "uninstall: 1 passed, 0 failed"
else
  echo "uninstall: 0 passed, 1 failed"
  exit 1
fi
