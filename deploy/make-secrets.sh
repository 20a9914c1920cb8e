#!/usr/bin/env bash
# Makes the password of the database that docker-compose.scale.yml starts, and the address that the replicas find it under. What is there already stays.
set -euo pipefail
cd "$(dirname "$0")/.."
umask 077
mkdir -p secrets
if [ ! -s secrets/postgres_password ]; then
  password=$(head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n')
  printf '%s' "$password" > secrets/postgres_password
  printf 'Host=postgres;Database=vrambot;Username=vrambot;Password=%s' "$password" > secrets/storage_postgres
fi
# Compose hands files over as they are, and the bot is not the user who made them. Nobody else gets as far as the files: the folder is closed.
chmod 700 secrets
chmod 644 secrets/postgres_password secrets/storage_postgres
echo "secrets/ holds the database's password"
