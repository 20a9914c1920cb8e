using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VramBot.Chat;
using VramBot.Slack.WebApi;

namespace VramBot.Slack.SocketMode;

/// <summary>Keeps the connections of Socket Mode for as long as the bot runs. What cannot be mended from here is logged and shown; the process stays up.</summary>
internal sealed partial class SocketModeService : BackgroundService
{
    private readonly int connections;
    private readonly SocketModeContext context;
    private readonly CancellationTokenSource givingUp = new();

    public SocketModeService(
        IOptions<SlackOptions> options, SlackWebApi api, TimelyAnswers answers, WorkInFlight work, SocketModeStatus status, TimeProvider time, ILogger<SocketModeService> logger)
        : this(options.Value, api, answers, work, status, time, logger, Random.Shared, new())
    {
    }

    internal SocketModeService(
        SlackOptions options, SlackWebApi api, TimelyAnswers answers, WorkInFlight work, SocketModeStatus status, TimeProvider time, ILogger logger, Random random, SocketModeTiming timing)
    {
        connections = options.Connections;
        context = new()
        {
            AppToken = options.AppToken?.Trim() ?? string.Empty,
            Api = api,
            Answers = answers,
            Delivered = new(),
            Work = work,
            Status = status,
            Timing = timing,
            Time = time,
            Random = random,
            Logger = logger,
            GivingUp = givingUp.Token,
        };
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        base.Dispose();
        givingUp.Cancel();
        givingUp.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (context.AppToken.Length == 0)
            return;
        using var life = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        context.Status.Open(connections);
        Log.Opening(context.Logger, connections);
        await Task.WhenAll(Enumerable.Range(1, connections).Select(number => RunAsync(number, life)));
    }

    private async Task RunAsync(int number, CancellationTokenSource life)
    {
        if (await new SocketModeSeat(context, number).RunAsync(life.Token) is not { } fatal)
            return;
        if (context.Status.Fatal is null)
            Log.Stopped(context.Logger, fatal);
        context.Status.Fail(fatal);
        await life.CancelAsync();
    }

    private static partial class Log
    {
        [LoggerMessage(233, LogLevel.Information, "Opening Slack's Socket Mode with {Connections} connections")]
        public static partial void Opening(ILogger logger, int connections);

        [LoggerMessage(234, LogLevel.Error, "Slack's Socket Mode stays closed. {Message}")]
        public static partial void Stopped(ILogger logger, string message);
    }
}
