#!/usr/bin/env bash
# Says, before anything is installed, which of the three tools that the portal needs is missing or too old.
# It is a shell script because Node itself is one of them.
set -u

failed=0

# at_least HAVE WANT: compares dotted versions.
at_least() {
  [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

# need TOOL VERSION WANT REMEDY
need() {
  if [ -z "$2" ]; then
    echo "$1 is not installed, or not on PATH. The portal needs $1 $3 or newer. $4" >&2
    failed=1
  elif ! at_least "$2" "$3"; then
    echo "$1 $2 is too old. The portal needs $1 $3 or newer. $4" >&2
    failed=1
  fi
}

node_version=$(node --version 2>/dev/null | sed 's/^v//')
npm_version=$(npm --version 2>/dev/null | tail -n 1)
git_version=$(git --version 2>/dev/null | sed -E 's/^git version ([0-9.]+).*/\1/')

need Node.js "$node_version" 20.20 "Install it from https://nodejs.org or with your package manager."
need npm "$npm_version" 10 "It comes with Node.js."
need git "$git_version" 2.38 "On Debian: apt-get install git."

exit "$failed"
