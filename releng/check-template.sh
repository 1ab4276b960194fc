#!/usr/bin/env bash
# SPDX-License-Identifier: EPL-2.0
# Builds the project template as the guide tells an extender to: a copy outside this tree, with the SDK's p2 site and
# nothing else of ours. Needs what test.sh or run.sh has built; leaves the template's p2 site in releng/target.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
target=${CHATDOCK_TARGET:-floor}

sdk=$root/releng/org.chatdock.sdk.repository/target/repository
log=$state/template.log
kept=$state/template-site

[ -f "$sdk/p2.index" ] || fail "the SDK's site is not built yet; run releng/test.sh or releng/run.sh."
choose_java
need_maven
[ -n "${DISPLAY:-}" ] || virtual_display
mkdir -p "$state"
rm -rf "$kept"
here=$(mktemp -d)
on_exit "rm -rf '$here'"
cp -r "$sdk" "$here/sdk"
cp -r "$root/tests/template/appointment" "$here/appointment"
project=$here/appointment
find "$project" -name target -type d -prune -exec rm -rf {} +

options=("-Dchatdock.site=file:$here/sdk")
[ "$target" != latest ] || options+=(-Dtarget.ee=JavaSE-21)
# What Maven fetched for the main build is read; what Tycho takes from the site goes into a repository of its own, so
# that bundles of an earlier build cannot stand in for those of this one.
if [ -d "$HOME/.m2/repository" ]; then
  options+=("-Dmaven.repo.local=$here/m2" "-Dmaven.repo.local.tail=$HOME/.m2/repository")
fi

problem() {
  echo "$*; see $log" >&2
  echo "template: 0 passed, 1 failed"
  exit 1
}

(cd "$project" && "${maven[@]}" -B -ntp verify "${options[@]}") > "$log" 2>&1 \
  || {
    grep -E '^\[ERROR\]|<<< (FAILURE|ERROR)!' "$log" | cut -c 1-300 | head -n 20 >&2
    problem "the template's build failed"
  }

# A build that left something out would pass, too.
tests=$project/com.example.appointment.tests
while IFS= read -r test; do
  report=TEST-com.example.appointment.$(basename "$test" .java).xml
  [ -f "$tests/target/surefire-reports/$report" ] || problem "$(basename "$test") was not run"
done < <(find "$tests/src" -name '*Test.java')
site=$project/com.example.appointment.site/target/repository
for part in plugins/com.example.appointment_ features/com.example.appointment.feature_; do
  compgen -G "$site/${part}1.0.0.*.jar" > /dev/null || problem "${part}*.jar is not in the template's site"
done
for type in AppointmentHandler AppointmentRenderer ConfirmAction AppointmentsPanel PastDateFilter; do
  "$JAVA_HOME/bin/jar" tf "$site"/plugins/com.example.appointment_*.jar \
    | grep -qx "OSGI-INF/com.example.appointment.$type.xml" || problem "$type is no component"
done
cp -r "$site" "$kept"
echo "template: 1 passed, 0 failed"
