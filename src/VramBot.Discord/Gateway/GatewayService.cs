using System.Globalization;
using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VramBot.Chat;
using VramBot.Discord.Interactions;

namespace VramBot.Discord.Gateway;

/// <summary>Runs the shards for as long as the bot runs. What cannot be mended from here is logged and shown; the process stays up.</summary>
internal sealed partial class GatewayService : BackgroundService
{
    // Discord's tokens have about 70 characters. This length is sure to fit into a frame, however it has to be escaped.
    private const int LongestToken = 512;

    private readonly DiscordOptions options;
    private readonly GatewayContext context;

    public GatewayService(IOptions<DiscordOptions> options, IGatewayDirectory directory, IInteractionSink sink, GatewayStatus status, TimeProvider time, ILogger<GatewayService> logger)
        : this(options.Value, directory, sink, status, time, logger, Random.Shared)
    {
    }

    internal GatewayService(DiscordOptions options, IGatewayDirectory directory, IInteractionSink sink, GatewayStatus status, TimeProvider time, ILogger logger, Random random)
    {
        this.options = options;
        var gate = new IdentifyGate(time, logger);
        context = new()
        {
            Token = options.Token?.Trim() ?? string.Empty,
            Address = new(directory, gate, string.IsNullOrWhiteSpace(options.GatewayUrl) ? null : new(options.GatewayUrl)),
            Gate = gate,
            Sink = sink,
            Status = status,
            Time = time,
            Random = random,
            Logger = logger,
        };
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        base.Dispose();
        context.Address.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (context.Token.Length == 0)
            return;
        if (context.Token.Length > LongestToken)
        {
            Stop("Discord__Token is far longer than a bot token. Set it to the token that the Developer Portal shows under Bot, and start again.");
            return;
        }

        using var life = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        try
        {
            if (await CountAsync(life.Token) is not { } count)
                return;
            ShardId[] shards = options.OwnShard is { } own ? [new(own, count)] : [.. Enumerable.Range(0, count).Select(number => new ShardId(number, count))];
            context.Status.Open(shards.Length);
            if (options.OwnShard is null)
                Log.Opening(context.Logger, count);
            else
                Log.OpeningOne(context.Logger, shards[0]);
            await Task.WhenAll(shards.Select(shard => RunAsync(shard, life)));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Going down before anything was up.
        }
    }

    private async Task RunAsync(ShardId shard, CancellationTokenSource life)
    {
        if (await new GatewayShard(context, shard).RunAsync(life.Token) is not { } fatal)
            return;
        Stop(fatal);
        await life.CancelAsync();
    }

    private async Task<int?> CountAsync(CancellationToken cancellationToken)
    {
        if (int.TryParse(options.Shards, NumberStyles.None, CultureInfo.InvariantCulture, out var set))
            return set;
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), context.Random);
        while (true)
        {
            try
            {
                return Math.Max(1, (await context.Address.GetAsync(cancellationToken)).Shards);
            }
            catch (HttpRequestException exception) when (exception.StatusCode is HttpStatusCode.Unauthorized)
            {
                Stop(CloseCodes.TokenRefused.Why);
                return null;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                backoff.Count();
                var wait = backoff.Delay();
                Log.NoAnswer(context.Logger, exception is HttpRequestException ? exception.Message : exception.GetType().Name, wait);
                await Task.Delay(wait, context.Time, cancellationToken);
            }
        }
    }

    private void Stop(string message)
    {
        Log.Stopped(context.Logger, message);
        context.Status.Fail(message);
    }

    private static partial class Log
    {
        [LoggerMessage(160, LogLevel.Information, "Opening Discord's gateway with {Shards} shards")]
        public static partial void Opening(ILogger logger, int shards);

        [LoggerMessage(161, LogLevel.Warning, "Discord's API did not say where the gateway is: {Why}; asking again in {Wait}")]
        public static partial void NoAnswer(ILogger logger, string why, TimeSpan wait);

        [LoggerMessage(162, LogLevel.Error, "Discord's gateway stays closed. {Message}")]
        public static partial void Stopped(ILogger logger, string message);

        [LoggerMessage(179, LogLevel.Information, "Opening shard {Shard} of Discord's gateway; other processes open the others")]
        public static partial void OpeningOne(ILogger logger, ShardId shard);
    }
}
