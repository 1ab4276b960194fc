#!/usr/bin/env bash
# SPDX-License-Identifier: EPL-2.0
# Measures what a part of Chatdock costs against the best that is possible on this machine. See --help.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

help() {
  cat <<'HELP'
usage: bench.sh NAME [options]

  dispatch        what it costs to take a message past its handlers, and past those that do not match; aim: less than
                  2 us of processor time for each message and handler, and nothing allocated for those
  line            the line alone (parse, acknowledge, keep nothing) against a bare Jetty loop; aim: 0.85 of its speed
  search          what the search index costs, and how soon a search in a large store has its first 50 hits; aim: 50 ms
  store           durable messages beside the obvious SQLite loop, at 100 and 10000 users, without index and with;
                  whether a message costs the same however many are stored, in order and late, acknowledged and moved;
                  how long pages, the list and a search take; memory. Aims: 1.2 and 2.5 times the loop, with index 0.8
                  and 1.5; 1.5, 10 ms, 150 ms, 50 ms, 64 MiB

  --messages N    how many messages a run sends (default: 200000)
  --repeat R      how many runs each side has, in turns (default: 5)
  --stored N      store, search: how many messages the large store holds (default: 1000000)
  --help          print this, and end

Progress goes to the standard error; the table and a last line of JSON to the standard output. Ends with 1 if the aim
is missed or a run failed. Keep the machine quiet meanwhile; only ratios of the same run can be compared.
HELP
}

for argument in "$@"; do
  [ "$argument" != --help ] || { help; exit 0; }
done
case ${1:-} in dispatch | line | search | store) ;; *) usage "name a benchmark; see --help." ;; esac
target=floor

choose_java
need_maven
say "Building"
log=$state/bench.log
mkdir -p "$state"
(cd "$root" && "${maven[@]}" -B -ntp "-Dtarget=$target" package -pl :org.chatdock.benchmarks -am) > "$log" 2>&1 \
  || { grep '^\[ERROR\]' "$log" | head -n 20 >&2; fail "the build failed; see $log."; }

classes=$root/tests/org.chatdock.benchmarks/target/classes:$root/tests/org.chatdock.benchmarks/target/osgi/*
classes=$classes:$root/bundles/org.chatdock.libraries/lib/*
classes=$classes:$root/bundles/org.chatdock.store/lib/*
for bundle in api connection dispatch store; do
  classes=$classes:$root/bundles/org.chatdock.$bundle/target/classes
done
say "Measuring"
exec "$JAVA_HOME/bin/java" -cp "$classes" org.chatdock.benchmarks.Main "$@"
