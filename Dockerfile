# One image for amd64 and arm64: the program is portable, only the base underneath differs.
# Tag and digest name the same list of both platforms; the digest decides. Other bases are given as build arguments.
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0.401-noble@sha256:e70cdb7f80b0348f5cb85f19a8f670fca061f033d57eed12fa003d58b0e06317
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0.12-noble@sha256:222759b391a1aaf241166672c8f99b2d4ada452e7b5319f3c6e8f265a37b5ad4

# Built on the builder's own platform: what comes out runs on either.
FROM --platform=$BUILDPLATFORM ${SDK_IMAGE} AS build
WORKDIR /source
# Projects and the packages they are made of come first, so that a change of code downloads nothing.
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src/Directory.Build.props src/
COPY src/VramBot.App/VramBot.App.csproj src/VramBot.App/packages.lock.json src/VramBot.App/
COPY src/VramBot.CatalogFiles/VramBot.CatalogFiles.csproj src/VramBot.CatalogFiles/packages.lock.json src/VramBot.CatalogFiles/
COPY src/VramBot.Chat/VramBot.Chat.csproj src/VramBot.Chat/packages.lock.json src/VramBot.Chat/
COPY src/VramBot.Commands/VramBot.Commands.csproj src/VramBot.Commands/packages.lock.json src/VramBot.Commands/
COPY src/VramBot.Core/VramBot.Core.csproj src/VramBot.Core/packages.lock.json src/VramBot.Core/
COPY src/VramBot.Discord/VramBot.Discord.csproj src/VramBot.Discord/packages.lock.json src/VramBot.Discord/
COPY src/VramBot.Hub/VramBot.Hub.csproj src/VramBot.Hub/packages.lock.json src/VramBot.Hub/
COPY src/VramBot.Observability/VramBot.Observability.csproj src/VramBot.Observability/packages.lock.json src/VramBot.Observability/
COPY src/VramBot.Slack/VramBot.Slack.csproj src/VramBot.Slack/packages.lock.json src/VramBot.Slack/
COPY src/VramBot.Storage/VramBot.Storage.csproj src/VramBot.Storage/packages.lock.json src/VramBot.Storage/
COPY src/VramBot.Terminal/VramBot.Terminal.csproj src/VramBot.Terminal/packages.lock.json src/VramBot.Terminal/
RUN dotnet restore src/VramBot.App --locked-mode
COPY src src
COPY config config
ARG VERSION
ARG REVISION
RUN dotnet publish src/VramBot.App --no-restore --configuration Release --output /app \
    -p:UseAppHost=false -p:DebugType=none -p:ContinuousIntegrationBuild=true ${VERSION:+-p:Version=${VERSION}} ${REVISION:+-p:SourceRevisionId=${REVISION}}

FROM ${RUNTIME_IMAGE}
# SQLite keeps what has to outlive the bot where no PostgreSQL does.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libsqlite3-0 \
    && rm -rf /var/lib/apt/lists/* \
    && install -d -o 1654 -g 1654 -m 700 /data
WORKDIR /app
COPY --from=build /app .
# By number, so that Kubernetes can tell that it is not root; it is the user "app" of the base image.
USER 1654:1654
# Without diagnostics .NET opens no socket in /tmp, so nothing outside /data is ever written.
ENV Http__Port=8080 \
    Storage__Path=/data/vrambot.db \
    DOTNET_EnableDiagnostics=0
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=15s --retries=3 CMD ["dotnet", "/app/VramBot.App.dll", "health"]
ENTRYPOINT ["dotnet", "/app/VramBot.App.dll"]
# Last, for they change with every build.
ARG VERSION
ARG REVISION
ARG SOURCE
LABEL org.opencontainers.image.title="VramBot" \
      org.opencontainers.image.description="How much GPU memory a model needs, answered in chat" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.source="${SOURCE}"
