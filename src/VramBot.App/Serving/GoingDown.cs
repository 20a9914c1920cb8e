using Microsoft.Extensions.Options;
using VramBot.Discord;
using VramBot.Slack;

namespace VramBot.App.Serving;

/// <summary>
/// The first step of going down: <c>/readyz</c> says 503 while everything is still answered, until whatever sends requests here has had the time to notice. Then the listener closes and what it has begun is
/// answered, the connections to platforms close, and last what is still being worked out is waited for.
/// </summary>
internal sealed partial class GoingDown(IOptions<HttpOptions> http, IOptions<DiscordOptions> discord, IOptions<SlackOptions> slack, TimeProvider time, ILogger<GoingDown> logger) : IHostedLifecycleService
{
    // What balancers and Kubernetes take to leave out one that says 503, or was asked to go, as a rule.
    private const int UsualSeconds = 3;

    private bool IsSentRequests => !string.IsNullOrWhiteSpace(discord.Value.PublicKey) || !string.IsNullOrWhiteSpace(slack.Value.SigningSecret);

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        var seconds = http.Value.DrainSeconds ?? (IsSentRequests ? UsualSeconds : 0);
        if (seconds == 0)
            return;
        Log.Draining(logger, seconds);
        await Task.Delay(TimeSpan.FromSeconds(seconds), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(10, LogLevel.Information, "Going down: /readyz says so, and requests are still answered for {Seconds} seconds")]
        public static partial void Draining(ILogger logger, int seconds);
    }
}
