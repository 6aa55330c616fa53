#!/usr/bin/env bash
# Prints a Python of at least 3.11 that can make virtual environments. On Debian, Python comes without that part:
# it is installed where this user may install packages, and named where not.
set -euo pipefail
here="$(dirname "$0")"

works() {
    "$1" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

search() {
    for candidate in ${PYTHON:-} python3.11 python3 python3.12 python3.13 /usr/bin/python3; do
        if command -v "$candidate" >/dev/null && works "$candidate"; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

search && exit 0
bash "$here/system-packages.sh" python3-venv >&2
search && exit 0
echo "Second Look needs Python 3.11 or newer with its venv module. Set PYTHON=/path/to/python3.11 and try again." >&2
exit 1
