#!/usr/bin/env bash
# SPDX-License-Identifier: EPL-2.0
# Tries to break the line and the outbox for hours. See --help.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

help() {
  cat <<'HELP'
usage: soak.sh [--minutes N]

Builds, and then repeats until the time is up, each round with another seed: 100 000 random schedules of the engine, the
whole line and the outbox on random schedules, a thousand cuts with 100 000 messages, every fault of the fault proxy, 20 000
sends over a call that fails, and a hundred kills while sending. Ends with 1 at the first failure and says its seed and
where the log is.

  --minutes N   how long (default: 120); a round takes about seven minutes and is ended in order
  --help        print this, and end
HELP
}

minutes=120
while [ $# -gt 0 ]; do
  case $1 in
    --minutes) [ $# -gt 1 ] || usage "--minutes wants a number."; minutes=$2; shift 2 ;;
    --help) help; exit 0 ;;
    *) usage "there is no option '$1'; see --help." ;;
  esac
done
case $minutes in '' | *[!0-9]*) usage "--minutes wants a number, not '$minutes'." ;; esac
target=floor

need_packages
choose_java
need_maven
virtual_display
mkdir -p "$state"
log=$state/soak.log
end=$((SECONDS + minutes * 60))
round=0
while [ "$round" = 0 ] || [ "$SECONDS" -lt "$end" ]; do
  round=$((round + 1))
  seed=$((RANDOM * 32768 + RANDOM))
  if ! (cd "$root" && "${maven[@]}" -B -ntp "-Dtarget=$target" verify -DfailIfNoTests=false \
      "-Dtycho.surefire.argLine=-Dfile.encoding=UTF-8 -Dchatdock.seed=$seed" \
      "-Dtest=RandomSchedulesTest,RandomLineSchedulesTest,CutsTest,FaultsTest,ChaosTest,RecordedTrafficTest,RandomScheduleTest,SendOutcomesTest,SendKillTest") \
      > "$log" 2>&1; then
    fail "round $round failed with the seed $seed; see $log."
  fi
  grep -h '^cuts:\|schedules\|^faults:\|^chaos:\|^recorded traffic:\|^sends:\|^send kills:' "$log" | grep -v -- '-- Time\|^org' | cut -c1-160 || true
  echo "round $round, seed $seed: passed"
done
