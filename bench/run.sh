#!/usr/bin/env bash
# Runs every measurement, one after the other, and keeps what each printed in bench/results/.
# A measurement is a script bench/measure_<what>.py or .mjs whose head says what it claims and how it measures.
# Run: make bench            all
#      bench/run.sh upload   only measure_upload.py
set -euo pipefail
cd "$(dirname "$0")/.."
(cd bench && npm ci --no-fund --no-audit --loglevel=error)
mkdir -p bench/results
for script in bench/measure_"${1:-}"*; do
    name="$(basename "${script%.*}")"
    printf '\n━━━ %s\n' "$name"
    case "$script" in
        *.py) .venv/bin/python "$script" ;;
        *.mjs) node "$script" ;;
    esac 2>&1 | tee "bench/results/$name.txt"
done
