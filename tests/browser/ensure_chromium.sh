#!/bin/sh
# Makes sure that a Chromium is there for the browser tests: installs Debian's if the user may.
set -eu

for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done

if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then as_root=""
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as_root="sudo -n"
    else as_root=no
    fi
    if [ "$as_root" != no ]; then
        echo "installing Debian's chromium for the browser tests"
        $as_root apt-get update -qq
        DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium
        exit 0
    fi
fi

echo "The browser tests need Chromium, and none of chromium, chromium-browser, google-chrome and" >&2
echo "google-chrome-stable is on the path. Install one (Debian: sudo apt-get install chromium)." >&2
exit 1
