#!/usr/bin/env bash
# tests/soak/soak.sh SECONDS [PAUSE_MILLISECONDS] [PROGRAM]: the library for so long in one process.
# Prints what the process holds every minute; ends with 1 when memory or open files grow, or a study changes.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:?seconds}
pause=${2:-0}
program=$(realpath "${3:-build/release/soak}")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
echo "# begun $(date '+%F %R'), $seconds s"
"$program" "$seconds" "$folder" "$pause"
