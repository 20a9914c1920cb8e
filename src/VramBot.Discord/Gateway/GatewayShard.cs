using System.Net;
using Microsoft.Extensions.Logging;
using VramBot.Chat.Metrics;

namespace VramBot.Discord.Gateway;

/// <summary>One shard: connection after connection, the session carried over wherever Discord allows it.</summary>
internal sealed partial class GatewayShard(GatewayContext context, ShardId id)
{
    private readonly ShardSession session = new();
    private readonly ReconnectDelays delays = new(context.Random);
    private bool isResumeUnreachable;

    /// <summary>Runs until the bot goes down.</summary>
    /// <returns>Nothing, or what has to be set before it can run at all.</returns>
    public async Task<string?> RunAsync(CancellationToken stopping)
    {
        while (true)
        {
            var end = await ConnectOrFailAsync(stopping);
            if (end.Next is NextStep.Leave)
                return null;
            if (end.Next is NextStep.Stop)
                return end.Why;
            // A new session is begun only once that is under way: until then the old one may still be taken up.
            if (end.Next is NextStep.Identify && !end.IsUnreachable)
                session.Forget();
            var wait = delays.After(end, identifies: !Resumes);
            ChatMetrics.Reconnecting(ChatMetrics.Discord);
            Log.Lost(context.Logger, id, end.Why, Resumes ? "resuming" : "a new session", wait);
            if (!await WaitAsync(wait, stopping))
                return null;
        }
    }

    // Where the session cannot be taken up because its address is not reached, a new one is begun at the first address. With no sessions left to begin, the
    // old one is the only hope.
    private bool Resumes => session.CanResume && (!isResumeUnreachable || context.Gate.IsSpent);

    private async Task<ConnectionEnd> ConnectOrFailAsync(CancellationToken stopping)
    {
        try
        {
            return Resumes ? await ResumeAsync(stopping) : await IdentifyAsync(stopping);
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            return ConnectionEnd.Leaving;
        }
        catch (HttpRequestException exception) when (exception.StatusCode is HttpStatusCode.Unauthorized)
        {
            return CloseCodes.TokenRefused;
        }
        catch (HttpRequestException exception)
        {
            return ConnectionEnd.Unreachable($"Discord's API did not say where the gateway is: {exception.Message}");
        }
        catch (Exception exception)
        {
            return ConnectionEnd.Failed(exception);
        }
    }

    private async Task<ConnectionEnd> ResumeAsync(CancellationToken stopping)
    {
        var url = session.ResumeUrl ?? (await context.Address.GetAsync(stopping)).Url;
        using var connection = new GatewayConnection(context, id, session, turn: null);
        var end = await connection.RunAsync(GatewayAddress.WithQuery(url), stopping);
        isResumeUnreachable = end.IsUnreachable;
        return end;
    }

    private async Task<ConnectionEnd> IdentifyAsync(CancellationToken stopping)
    {
        // If this way is closed as well, it is the network's fault, and the session is tried again.
        isResumeUnreachable = false;
        var bot = await context.Address.GetAsync(stopping);
        using var turn = await context.Gate.EnterAsync(id.Number, stopping);
        using var connection = new GatewayConnection(context, id, session, turn);
        var end = await connection.RunAsync(GatewayAddress.WithQuery(bot.Url), stopping);
        if (end.IsUnreachable)
            context.Address.Doubt();
        return end;
    }

    private async Task<bool> WaitAsync(TimeSpan wait, CancellationToken stopping)
    {
        try
        {
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, context.Time, stopping);
            return !stopping.IsCancellationRequested;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(165, LogLevel.Warning, "Shard {Shard} lost its connection because {Why}; {Next} in {Wait}")]
        public static partial void Lost(ILogger logger, ShardId shard, string why, string next, TimeSpan wait);
    }
}
