using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using VramBot.Chat;
using VramBot.Commands;
using VramBot.Discord;
using VramBot.Discord.Http;
using VramBot.Slack;
using VramBot.Slack.Http;
using VramBot.Slack.Install;
using VramBot.Storage;
using VramBot.Terminal;

namespace VramBot.App;

/// <summary><c>serve</c>: the bot. Stays up with <c>/healthz</c> and says which doors are open.</summary>
internal static partial class ServeCommand
{
    public static Command Create(string[] args, ShippedCatalog catalog)
    {
        var command = new Command("serve", "Run the bot (also without a verb)");
        command.SetAction((_, cancellationToken) => RunAsync(args, catalog, cancellationToken));
        return command;
    }

    public static async Task<int> RunAsync(string[] args, ShippedCatalog catalog, CancellationToken cancellationToken)
    {
        var models = catalog.Value.Models.All.Length;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.AddSingleton(catalog.Value).AddSingleton<CommandDesk>();
        builder.Services.AddModelReading();
        builder.Services.AddChat();
        builder.Services.AddDiscord();
        builder.Services.AddSlack();
        var http = builder.Configuration.GetSection(HttpOptions.Section).Get<HttpOptions>() ?? new();
        if (!IPAddress.TryParse(http.Address, out var address) || http.Port is < 1 or > 65535)
        {
            await Console.Error.WriteLineAsync($"Http__Address and Http__Port are {http.Address} and {http.Port}: write an IP address such as 0.0.0.0 and a port from 1 to 65535.");
            return ExitCodes.Problem;
        }

        var port = http.Port;
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(address, port));
        try
        {
            return await RunAsync(builder, models, port, cancellationToken);
        }
        catch (OptionsValidationException exception)
        {
            foreach (var failure in exception.Failures)
                await Console.Error.WriteLineAsync(failure[(failure.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
            return ExitCodes.Problem;
        }
        catch (StorageException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitCodes.Problem;
        }
    }

    private static async Task<int> RunAsync(WebApplicationBuilder builder, int models, int port, CancellationToken cancellationToken)
    {
        await using var app = builder.Build();
        app.MapGet("/healthz", context => SayAsync(context, "ok\n"));
        app.MapGet("/readyz", context => SayAsync(context, $"ready: {models} models\n"));
        app.MapDiscordInteractions();
        app.MapSlack();
        Log.Doors(app.Logger, port);
        foreach (var door in app.Services.GetServices<ChatDoor>())
            Log.Door(app.Logger, door.Platform, door.Status);
        try
        {
            await app.RunAsync(cancellationToken);
            return ExitCodes.Fine;
        }
        catch (IOException exception) when (exception.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException or SocketException)
        {
            Log.PortTaken(app.Logger, port);
            return ExitCodes.Problem;
        }
    }

    // As plain handlers: what reads parameters and results out of a lambda takes four megabytes of its own.
    private static Task SayAsync(HttpContext context, string text)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "VramBot listens on port {Port}; /healthz answers")]
        public static partial void Doors(ILogger logger, int port);

        [LoggerMessage(2, LogLevel.Information, "{Platform}: {Status}")]
        public static partial void Door(ILogger logger, string platform, string status);

        [LoggerMessage(3, LogLevel.Error, "Port {Port} is taken: set Http__Port to a free one")]
        public static partial void PortTaken(ILogger logger, int port);
    }
}
