# Portable, framework-dependent publish: one output for amd64 and arm64.
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0

FROM ${SDK_IMAGE} AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src src
COPY config config
RUN dotnet publish src/VramBot.App --configuration Release --output /app

FROM ${RUNTIME_IMAGE}
LABEL org.opencontainers.image.title="VramBot" \
      org.opencontainers.image.description="How much GPU memory a model needs, answered in chat" \
      org.opencontainers.image.licenses="MIT"
# SQLite keeps the tokens of installed Slack workspaces; nothing else is ever written.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libsqlite3-0 \
    && rm -rf /var/lib/apt/lists/* \
    && install -d -o 1654 -g 1654 -m 700 /data
WORKDIR /app
COPY --from=build /app .
USER 1654
ENV Http__Port=8080 \
    Storage__Path=/data/vrambot.db
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["dotnet", "VramBot.App.dll", "health"]
ENTRYPOINT ["dotnet", "VramBot.App.dll"]
