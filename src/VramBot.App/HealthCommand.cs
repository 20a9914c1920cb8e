using System.CommandLine;
using System.Globalization;
using VramBot.Terminal;

namespace VramBot.App;

/// <summary><c>health</c>: asks a running bot on this machine whether it is alive; for container health checks, which have no other client.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static Command Create(TextWriter output, TextWriter errors)
    {
        var command = new Command("health", "Ask the bot on this machine whether it is alive");
        command.SetAction(async (_, cancellationToken) =>
        {
            var port = int.TryParse(Environment.GetEnvironmentVariable("Http__Port"), NumberStyles.None, CultureInfo.InvariantCulture, out var set) ? set : HttpOptions.DefaultPort;
            using var client = new HttpClient { Timeout = Patience };
            try
            {
                output.Write(await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/healthz"), cancellationToken));
                return ExitCodes.Fine;
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                errors.WriteLine($"No answer on port {port}: {exception.Message}");
                return 1;
            }
        });
        return command;
    }
}
