#!/usr/bin/env bash
# The browser tests drive the system's Chromium; install it by the system's package manager when it is missing.
set -euo pipefail

find_chromium() {
  [ -n "${QURON_CHROMIUM:-}" ] && [ -x "$QURON_CHROMIUM" ] && return 0
  for name in chromium chromium-browser google-chrome google-chrome-stable chrome; do
    command -v "$name" >/dev/null 2>&1 && return 0
  done
  return 1
}

find_chromium && exit 0
as_root=""
[ "$(id -u)" -ne 0 ] && command -v sudo >/dev/null 2>&1 && as_root="sudo"
echo "Chromium is missing; installing it with the system's package manager."
if command -v apt-get >/dev/null 2>&1; then
  $as_root apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium fonts-liberation \
    || DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium-browser
elif command -v dnf >/dev/null 2>&1; then
  $as_root dnf install -y chromium
elif command -v pacman >/dev/null 2>&1; then
  $as_root pacman -S --noconfirm chromium
elif command -v brew >/dev/null 2>&1; then
  brew install --cask chromium
fi
find_chromium || {
  echo "Chromium could not be installed. Install it yourself, or set QURON_CHROMIUM to a Chromium or Chrome." >&2
  exit 1
}
