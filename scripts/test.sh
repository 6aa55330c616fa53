#!/usr/bin/env bash
# Every check, in readable order. A failed check does not stop the others; the list at the end says what failed.
# Run: make test   (which first makes .venv and node_modules)
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
failed=()
lines=()

check() {
    local headline="$1" start=$SECONDS
    shift
    printf '\n━━━ %s\n' "$headline"
    if "$@"; then
        lines+=("  passed  $(printf '%4d s' $((SECONDS - start)))  $headline")
    else
        lines+=("  FAILED  $(printf '%4d s' $((SECONDS - start)))  $headline")
        failed+=("$headline")
    fi
}

javascript_unit_tests() {
    local options=()
    # Node 18, which is Debian 12's, has the browser's crypto only when it is asked for.
    [[ "$(node --version)" == v18.* ]] && options+=(--experimental-global-webcrypto)
    local files
    mapfile -t files < <(find tests/pwa -name '*.test.mjs' | sort)
    [[ ${#files[@]} -gt 0 ]] || { echo "no tests found in tests/pwa"; return 1; }
    node "${options[@]}" --test "${files[@]}"
}

check "format: Python"                     $bin/ruff format --check .
check "lint: Python"                       $bin/ruff check .
check "types: Python"                      $bin/mypy
check "types: JavaScript of the pages"     node_modules/.bin/tsc -p tsconfig.json
check "types: JavaScript of the workers"   node_modules/.bin/tsc -p tsconfig.worker.json
check "format and lint: JavaScript"        node_modules/.bin/biome check --error-on-warnings
check "JavaScript: unit tests and vectors" javascript_unit_tests
check "architecture"                       $bin/pytest tests/architecture
check "Python: unit tests, vectors, interop, the relay with SQLite and a folder, with PostgreSQL and a bucket" \
    $bin/pytest tests --ignore=tests/architecture --ignore=tests/browser --ignore=tests/lying_relay -n 2 --dist loadfile
check "browser stories and the lying relay" \
    $bin/pytest tests/browser tests/lying_relay -n 2 --dist loadfile --no-loadscope-reorder

printf '\n━━━ in short, after %d s\n' "$SECONDS"
printf '%s\n' "${lines[@]}"
[[ ${#failed[@]} -eq 0 ]]
