#!/usr/bin/env bash
# Runs every measurement, one after the other, and keeps what each printed in bench/results/. A budget that was missed
# does not stop the others; the list at the end says which it was.
# A measurement is a script bench/measure_<what>.py or .mjs whose head says what it claims and how it measures.
# Run: make bench            all
#      bench/run.sh upload   only measure_upload.py
set -euo pipefail
cd "$(dirname "$0")/.."
(cd bench && npm ci --no-fund --no-audit --loglevel=error)
mkdir -p bench/results
missed=()
for script in bench/measure_"${1:-}"*; do
    name="$(basename "${script%.*}")"
    printf '\n━━━ %s\n' "$name"
    case "$script" in
        *.py) program=.venv/bin/python ;;
        *.mjs) program=node ;;
    esac
    "$program" "$script" 2>&1 | tee "bench/results/$name.txt" || missed+=("$name")
done
[[ ${#missed[@]} -eq 0 ]] || printf '\nNot kept: %s\n' "${missed[*]}"
[[ ${#missed[@]} -eq 0 ]]
