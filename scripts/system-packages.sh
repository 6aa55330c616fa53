#!/usr/bin/env bash
# Installs the named Debian packages which are not there yet. Without the right to do so it says what to type.
# Run: scripts/system-packages.sh chromium postgresql
set -euo pipefail

# A program may have come another way than as a Debian package (Node.js often does): then it counts as there.
declare -A program=([chromium]=chromium [nodejs]=node [npm]=npm [poppler-utils]=pdftoppm)

is_there() {
    if [[ -n "${program[$1]:-}" ]] && command -v "${program[$1]}" >/dev/null; then return 0; fi
    [[ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]
}

missing=()
for package in "$@"; do
    is_there "$package" || missing+=("$package")
done
[[ ${#missing[@]} -eq 0 ]] && exit 0

if ! command -v apt-get >/dev/null; then
    echo "Please install: ${missing[*]} (this is not a Debian system, so they were not installed for you)." >&2
    exit 1
fi
as_root=()
if [[ "$(id -u)" -ne 0 ]]; then
    if ! { command -v sudo >/dev/null && sudo --non-interactive true 2>/dev/null; }; then
        echo "Debian packages are missing. Please run:  sudo apt-get install ${missing[*]}" >&2
        exit 1
    fi
    as_root=(sudo --non-interactive)
fi
echo "Installing Debian packages: ${missing[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
