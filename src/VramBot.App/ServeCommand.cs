using System.Collections.Immutable;
using System.CommandLine;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using VramBot.App.Serving;
using VramBot.App.Settings;
using VramBot.Chat;
using VramBot.Discord.Http;
using VramBot.Observability.Telemetry;
using VramBot.Slack.Http;
using VramBot.Storage;
using VramBot.Terminal;

namespace VramBot.App;

/// <summary><c>serve</c>: the bot. Stays up with <c>/healthz</c> and says which doors are open.</summary>
internal static partial class ServeCommand
{
    public static Command Create(ShippedCatalog catalog)
    {
        var command = new Command("serve", "Run the bot (also without a verb)");
        command.SetAction((_, cancellationToken) => RunAsync(catalog, cancellationToken));
        return command;
    }

    public static async Task<int> RunAsync(ShippedCatalog catalog, CancellationToken cancellationToken)
    {
        _ = catalog.Value;
        var (builder, settings) = BotBuilder.Create(catalog);
        await using (var services = BotBuilder.Look(builder))
            if (settings.AllProblems(services) is { IsEmpty: false } problems)
                return await RefuseAsync(problems);
        try
        {
            await using var app = builder.Build();
            return await RunAsync(app, settings, cancellationToken);
        }
        catch (StorageException exception)
        {
            return await RefuseAsync([exception.Message]);
        }
    }

    private static async Task<int> RefuseAsync(ImmutableArray<string> problems)
    {
        foreach (var problem in problems)
            await Console.Error.WriteLineAsync(problem);
        return ExitCodes.Problem;
    }

    private static async Task<int> RunAsync(WebApplication app, BotSettings settings, CancellationToken cancellationToken)
    {
        var http = app.Services.GetRequiredService<IOptions<HttpOptions>>().Value;
        ((IApplicationBuilder)app).Use(Guards.WithHeaders);
        app.MapBotItself();
        app.MapDiscordInteractions();
        app.MapSlack();
        _ = app.Services.GetRequiredService<BotMeter>();
        using var export = OtlpExport.Begin(app.Configuration, BotVersion.Text, out var noCollector);
        if (noCollector is not null)
            Log.Unknown(app.Logger, noCollector);
        foreach (var warning in settings.Warnings)
            Log.Unknown(app.Logger, warning);
        Log.Doors(app.Logger, http.Port);
        foreach (var door in app.Services.GetServices<ChatDoor>())
            Log.Door(app.Logger, door.Platform, door.Status);
        try
        {
            await app.RunAsync(cancellationToken);
            return ExitCodes.Fine;
        }
        catch (IOException exception) when (exception.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException or SocketException)
        {
            Log.PortTaken(app.Logger, http.Port);
            return ExitCodes.Problem;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "VramBot listens on port {Port}; /healthz answers")]
        public static partial void Doors(ILogger logger, int port);

        [LoggerMessage(2, LogLevel.Information, "{Platform}: {Status}")]
        public static partial void Door(ILogger logger, string platform, string status);

        [LoggerMessage(3, LogLevel.Error, "Port {Port} is taken: set Http__Port to a free one")]
        public static partial void PortTaken(ILogger logger, int port);

        [LoggerMessage(4, LogLevel.Warning, "{Warning}")]
        public static partial void Unknown(ILogger logger, string warning);
    }
}
