#!/usr/bin/env bash
# SPDX-License-Identifier: EPL-2.0
# README.md and the guide for extenders show only code that the build compiles: every block marked java, xml or manifest
# must stand, line for line, in the guest or in the project template.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
guides=(README.md bundles/org.chatdock.api/README.md)
sources=()
while IFS= read -r -d '' file; do
  sources+=("$file")
done < <(find "$root/tests/org.chatdock.guest" "$root/tests/template" -type f \
  \( -name '*.java' -o -name '*.xml' -o -name MANIFEST.MF \) -not -path '*/target/*' -print0)

# stands BLOCK: whether whole lines of a source are the block.
stands() {
  local file
  [ -n "$1" ] || return 1
  for file in "${sources[@]}"; do
    [[ $'\n'$(< "$file")$'\n' == *$'\n'"$1"* ]] && return 0
  done
  return 1
}

passed=0 failed=0
for guide in "${guides[@]}"; do
  number=0 start=0 blocks=0 block=
  while IFS= read -r line; do
    number=$((number + 1))
    case $line in
      '```java' | '```xml' | '```manifest') start=$number blocks=$((blocks + 1)) block= ;;
      '```')
        [ "$start" != 0 ] || continue
        if stands "$block"; then
          passed=$((passed + 1))
        else
          failed=$((failed + 1))
          echo "$guide:$start: this block stands in no source of the guest or the template" >&2
        fi
        start=0 ;;
      *) [ "$start" = 0 ] || block+=$line$'\n' ;;
    esac
  done < "$root/$guide"
  if [ "$blocks" = 0 ] || [ "$start" != 0 ]; then
    failed=$((failed + 1))
    echo "$guide: no block of code, or one without an end" >&2
  fi
done
echo "guide: $passed passed, $failed failed"
[ "$failed" = 0 ]
