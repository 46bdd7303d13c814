#!/bin/sh
# A newcomer's first minutes: the one command, the page at /, a picture read. Fails where one does.
set -eu
cd "$(dirname "$0")/.."
port=${PORT:-8080}
address=http://127.0.0.1:$port

make up PORT="$port" &
platform=$!
trap 'kill "$platform" && wait "$platform" || true' EXIT

tries=0
until curl --fail --silent "$address/" | grep --quiet 'id="root"'; do
    tries=$((tries + 1))
    if [ "$tries" -gt 300 ] || ! kill -0 "$platform" 2>/dev/null; then
        echo "There is no page at $address/." >&2
        exit 1
    fi
    sleep 1
done
curl --fail --silent --show-error --form image=@samples/images/receipt.png "$address/api/read" |
    grep --quiet 'CORNER CAFE'
echo "The page is there, and a picture was read."
