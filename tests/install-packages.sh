#!/bin/sh
# Installs what tests/debian-packages.txt lists and is missing, saying so. Elsewhere than on Debian
# and Ubuntu, or without the right to install, it says what is needed.
set -eu
cd "$(dirname "$0")"

wanted=$(sed 's/#.*//' debian-packages.txt)
missing=
for package in $wanted; do
    status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

echo "The tests need these Debian packages, which are missing:$missing"
if ! command -v apt-get >/dev/null; then
    echo "This is neither Debian nor Ubuntu: install what corresponds to them, then make pytest." >&2
    exit 1
fi
if [ "$(id -u)" = 0 ]; then
    root=
elif sudo -n true 2>/dev/null; then
    root=sudo
else
    echo "Install them with: sudo apt-get install --no-install-recommends$missing" >&2
    exit 1
fi
echo "Installing them."
# Brokers and databases are started by the tests themselves, not by the system.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    trap '$root rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' | $root tee "$policy" >/dev/null
    $root chmod +x "$policy"
fi
export DEBIAN_FRONTEND=noninteractive
$root apt-get update --quiet=2
# shellcheck disable=SC2086 # a list of names
$root apt-get install --quiet=2 --no-install-recommends $missing >/dev/null
