#!/usr/bin/env bash
# Builds the image and proves of it what a host relies on: it runs as its own user, without capabilities, on a root that cannot be written to; it answers, keeps its
# settings apart from its files, reports its health, and goes down when it is told to.
#
#   deploy/prove-image.sh                                  with Docker and the base images of the Dockerfile
#   ENGINE=podman deploy/prove-image.sh                    with Podman
#   SDK_IMAGE=… RUNTIME_IMAGE=… deploy/prove-image.sh      with other base images, also such as lie on this machine alone
#   IMAGE=… deploy/prove-image.sh                          an image that is there already
#
# BUILD_OPTIONS and RUN_OPTIONS are handed to the engine as they are.
set -euo pipefail
cd "$(dirname "$0")/.."

read -ra engine <<< "${ENGINE:-docker}"
read -ra build_options <<< "${BUILD_OPTIONS:-}"
read -ra run_options <<< "${RUN_OPTIONS:-}"
image=${IMAGE:-}
name=vrambot-proof-$$
hardened=(--read-only --cap-drop ALL --security-opt no-new-privileges --pids-limit 256 --memory 256m "${run_options[@]}")

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'NOT PROVEN: %s\n' "$*" >&2; exit 1; }
cleanup() { "${engine[@]}" rm --force "$name" > /dev/null 2>&1 || true; }
trap cleanup EXIT

if [ -z "$image" ]; then
  image=localhost/vrambot:proof
  say "build"
  arguments=(--build-arg VERSION=0.0.1-proof --build-arg "REVISION=$(git rev-parse HEAD 2> /dev/null || echo unknown)" --build-arg SOURCE=https://example.org/vrambot)
  [ -z "${SDK_IMAGE:-}" ] || arguments+=(--build-arg "SDK_IMAGE=$SDK_IMAGE")
  [ -z "${RUNTIME_IMAGE:-}" ] || arguments+=(--build-arg "RUNTIME_IMAGE=$RUNTIME_IMAGE")
  # Podman writes no health check into the form of image that it makes by itself.
  case "${engine[0]}" in *podman) arguments+=(--format docker) ;; esac
  "${engine[@]}" build "${build_options[@]}" "${arguments[@]}" --tag "$image" .
fi

say "what the image says of itself"
inspect() { "${engine[@]}" image inspect --format "$1" "$image"; }
user=$(inspect '{{.Config.User}}')
[ "$user" = 1654:1654 ] || fail "it runs as '$user'"
health=$("${engine[@]}" image inspect "$image" | tr -d ' \n\t' | grep -oiE '"Healthcheck":\{"Test":\[[^]]*\]' | head -1) || true
case "$health" in *'"CMD","dotnet","/app/VramBot.App.dll","health"'*) ;; *) fail "its health check is '$health'" ;; esac
for label in title description licenses version revision source; do
  [ -n "$(inspect "{{index .Config.Labels \"org.opencontainers.image.$label\"}}")" ] || fail "the label $label is empty"
done
echo "user $user, $health"

say "a question, without network"
answer=$("${engine[@]}" run --rm "${hardened[@]}" --network none "$image" ask "/vram model:mixtral-8x7b precision:int4 ctx:4096")
head -2 <<< "$answer"
grep -q 'GiB on one GPU' <<< "$answer" || fail "no answer"

say "the service"
"${engine[@]}" run --detach --name "$name" "${hardened[@]}" --env Discord__PublicKey="$(printf 'a%.0s' {1..63})5" --env Slack__SigningSecret=secret "$image" > /dev/null
within() { "${engine[@]}" exec "$name" "$@"; }
for _ in $(seq 60); do
  alive=$(within dotnet /app/VramBot.App.dll health 2> /dev/null) && break
  sleep 0.5
done
[ "${alive:-}" = ok ] || { "${engine[@]}" logs "$name"; fail "the health check says '${alive:-nothing}'"; }
echo "health check: $alive"
ready=$(within bash -c 'exec 3<> /dev/tcp/127.0.0.1/8080; printf "GET /readyz HTTP/1.0\r\n\r\n" >&3; cat <&3')
grep -q '200 OK' <<< "$ready" || fail "not ready: $ready"
tail -1 <<< "$ready"
# What the commands say has to be read whatever their exit code is.
id=$(within id -u) || true
[ "$id" = 1654 ] || fail "the process belongs to $id"
if within touch /app/written /written 2> /dev/null; then fail "its files can be written to"; fi
within sh -c 'touch /data/written && rm /data/written' || fail "/data cannot be written to"
status=$(within cat /proc/1/status)
grep -qE '^CapEff:\s+0+$' <<< "$status" || fail "it has capabilities"
grep -qE '^NoNewPrivs:\s+1$' <<< "$status" || fail "it may gain privileges"
echo "user $id, root read-only, /data writable, no capabilities, no new privileges; $(grep VmRSS <<< "$status" | tr -s '\t ' ' ')"

say "going down"
"${engine[@]}" stop --time 30 "$name" > /dev/null
code=$("${engine[@]}" inspect --format '{{.State.ExitCode}}' "$name")
[ "$code" = 0 ] || fail "it ended with $code"
echo "exit code $code"

say "a setting that cannot be"
refused=$("${engine[@]}" run --rm "${hardened[@]}" --env Discord__Shards=many "$image" 2>&1) && fail "it was taken"
grep -q Discord__Shards <<< "$refused" || fail "the setting is not named: $refused"
echo "$refused"

printf '\nPROVEN: %s\n' "$image"
