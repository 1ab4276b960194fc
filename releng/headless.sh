#!/usr/bin/env bash
# SPDX-License-Identifier: EPL-2.0
# The core of Chatdock on plain Equinox, without a user interface. See --help.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
plugins=$root/releng/org.chatdock.headless.product/target/products/org.chatdock.headless.product/linux/gtk/x86_64/plugins

if ! compgen -G "$plugins/org.chatdock.headless_*.jar" > /dev/null; then
  echo "headless.sh: it is not built yet; run releng/run.sh or releng/test.sh once." >&2
  exit 1
fi
bundles=
for jar in "$plugins"/*.jar; do
  case $jar in
    */org.eclipse.osgi_*) framework=$jar ;;
    *) bundles=$bundles:$jar ;;
  esac
done
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xshare:auto -Dchatdock.bundles="${bundles#:}" \
  -cp "$framework:$(echo "$plugins"/org.chatdock.headless_*.jar):$(echo "$plugins"/org.chatdock.api_*.jar)" \
  org.chatdock.headless.Main "$@"
