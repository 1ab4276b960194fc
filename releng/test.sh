#!/usr/bin/env bash
# SPDX-License-Identifier: EPL-2.0
# Builds everything and runs every test, then the smoke run in a real workbench. Arguments go to Maven, such as
# `-pl :org.chatdock.store.tests -am` for one room; then the smoke run is left out.
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
say "README's example"
example=$root/tests/org.chatdock.guest/src/org/chatdock/guest/OrderHandler.java
if diff <(sed -n '/^```java/,/^```$/p' "$root/README.md" | sed '1d;$d') <(tail -n +3 "$example") >&2; then
  echo "readme: 1 passed, 0 failed"
else
  echo "readme: 0 passed, 1 failed"
  exit 1
fi
say "The smoke run"
if "$root/releng/run.sh" --smoke --target "$target" --out "$state/smoke"; then
  echo "smoke: 1 passed, 0 failed"
else
  echo "smoke: 0 passed, 1 failed"
  exit 1
fi

# What run.sh has put in is taken out again: the host must be as it was.
say "Uninstalling"
host=$state/host-smoke
rm -rf "$host-less"
cp -r "$host" "$host-less"
director "$host-less/crm" -uninstallIU org.chatdock.smoke,org.chatdock.workbench.feature.feature.group
if host_bundles "$host-less/crm" | diff "$host/before" - >&2; then
  echo "uninstall: 1 passed, 0 failed"
else
  echo "uninstall: 0 passed, 1 failed"
  exit 1
fi
