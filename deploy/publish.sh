#!/usr/bin/env bash
# Makes the bot for one platform, with .NET inside: one program, the catalogs beside it, in one archive with its checksum.
#
#   deploy/publish.sh linux-x64            also linux-arm64, win-x64, osx-arm64
#   VERSION=0.1.0 deploy/publish.sh linux-x64
set -euo pipefail
cd "$(dirname "$0")/.."

platform=${1:?say which platform: linux-x64, linux-arm64, win-x64, osx-arm64}
version=${VERSION:-$(sed -n 's:.*<VersionPrefix>\(.*\)</VersionPrefix>.*:\1:p' Directory.Build.props)}
name=vrambot-$version-$platform
folder=artifacts/$name
rm -rf "$folder"
dotnet publish src/VramBot.App --configuration Release --runtime "$platform" --self-contained --output "$folder" \
  -p:PublishSingleFile=true -p:EnableCompressionInSingleFile=true -p:DebugType=none -p:ContinuousIntegrationBuild=true "-p:Version=$version"

program=VramBot.App
case $platform in win-*) program=VramBot.App.exe ;; esac
mv "$folder/$program" "$folder/${program/VramBot.App/vrambot}"
rm -f "$folder"/*.pdb "$folder"/*.xml "$folder"/*.staticwebassets.endpoints.json
cp LICENSE README.md .env.example "$folder/"
case $platform in linux-*) cp deploy/systemd/vrambot.service "$folder/" ;; esac

cd artifacts
case $platform in
  win-*) archive=$name.zip && rm -f "$archive" && zip -qr "$archive" "$name" ;;
  *) archive=$name.tar.gz && tar --sort=name --owner=0 --group=0 --numeric-owner -czf "$archive" "$name" ;;
esac
sha256sum "$archive" > "$archive.sha256"
cat "$archive.sha256"
