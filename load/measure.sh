#!/usr/bin/env bash
# Measures the bot's signed Slack door on this machine: start to ready, memory at rest, the most requests a second, delays at half of 12,000, memory over time.
# load/measure.sh [MINUTES]: how long the last lasts, ten by default. Needs the .NET SDK, wrk, curl and nothing else; everything stays on 127.0.0.1. See docs/PERFORMANCE.md.
set -euo pipefail
cd "$(dirname "$0")/.."
minutes=${1:-10}
port=${PORT:-18080}
export SIGNING_SECRET=${SIGNING_SECRET:-secret}
folder=$(mktemp -d)
trap 'kill "$bot" 2>/dev/null || true; rm -rf "$folder"' EXIT

dotnet publish src/VramBot.App --configuration Release --output "$folder/app" --verbosity quiet --nologo
# One person asks for all of it here, which is what limits are against.
export Slack__SigningSecret=$SIGNING_SECRET Http__Address=127.0.0.1 Http__Port=$port Storage__Path=$folder/vrambot.db Limits__PerPerson=0 Limits__PerServer=0

resident() { awk '/^VmRSS/ {printf "%.0f", $2 / 1024}' "/proc/$bot/status"; }
now() { date +%s%3N; }

for turn in 1 2 3; do
  begun=$(now)
  dotnet "$folder/app/VramBot.App.dll" serve > "$folder/log" 2>&1 &
  bot=$!
  until curl --silent --fail --output /dev/null "http://127.0.0.1:$port/readyz"; do sleep 0.01; done
  echo "start to ready, turn $turn: $(($(now) - begun)) ms"
  if [ "$turn" -lt 3 ]; then kill "$bot"; wait "$bot" || true; fi
done
sleep 30
echo "at rest: $(resident) MiB"

for turn in 1 2 3 4 5; do
  echo "most, turn $turn: $(wrk -t1 -c32 -d5s -s load/slack.lua "http://127.0.0.1:$port" | awk '/Requests\/sec/ {print $2 " requests/s"} /Non-2xx/ {print "  " $0}')"
done
echo "after it: $(resident) MiB"

# Answering takes a little of each pause: of 6,500 some 6,000 come.
echo "at 6,000 a second, for $minutes minutes:"
RATE=6500 CONNECTIONS=60 wrk -t1 -c60 -d"$((minutes * 60))s" --latency -s load/slack.lua "http://127.0.0.1:$port" > "$folder/wrk" &
load=$!
for ((step = 1; step <= minutes * 2; step++)); do
  sleep 30
  kill -0 "$load" 2>/dev/null || break
  echo "  $((step * 30)) s: $(resident) MiB"
done
wait "$load"
grep -E "50%|90%|99%|Requests/sec|Non-2xx|Socket errors" "$folder/wrk"
