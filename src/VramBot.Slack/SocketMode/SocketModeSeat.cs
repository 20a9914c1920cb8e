using Microsoft.Extensions.Logging;
using VramBot.Chat.Metrics;
using VramBot.Slack.WebApi;

namespace VramBot.Slack.SocketMode;

/// <summary>One of the connections that are to be there: connection after connection, the next before the last is gone wherever Slack says so in time.</summary>
internal sealed partial class SocketModeSeat(SocketModeContext context, int number)
{
    private readonly ReconnectDelays delays = new(context.Random);
    private readonly List<Task> retiring = [];

    /// <summary>Runs until the bot goes down.</summary>
    /// <returns>Nothing, or what has to be set before it can run at all.</returns>
    public async Task<string?> RunAsync(CancellationToken stopping)
    {
        SocketModeConnection? old = null;
        while (true)
        {
            var connection = new SocketModeConnection(context, number);
            var end = await OpenOrFailAsync(connection, stopping);
            var isUp = end is null;
            if (isUp)
            {
                Log.Ready(context.Logger, number);
                Retire(ref old, context.Timing.Linger);
                end = await EndOfAsync(connection, stopping);
                old = connection;
            }
            else
            {
                connection.Dispose();
            }

            if (end!.Next is NextStep.Leave or NextStep.Stop)
            {
                Retire(ref old, TimeSpan.Zero);
                await Task.WhenAll(retiring);
                return end.Next is NextStep.Stop ? end.Why : null;
            }

            // A connection that is to be renewed serves on until the next one is up; one that is gone has nothing left to serve.
            var lasted = isUp ? connection.Lasted : (TimeSpan?)null;
            if (isUp && end.Next is not NextStep.Renew)
                Retire(ref old, TimeSpan.Zero);
            var wait = delays.After(end, lasted);
            ChatMetrics.Reconnecting(ChatMetrics.Slack);
            Log.Lost(context.Logger, number, end.Why, wait);
            await WaitAsync(wait, stopping);
        }
    }

    private void Retire(ref SocketModeConnection? connection, TimeSpan linger)
    {
        if (connection is null)
            return;
        retiring.RemoveAll(task => task.IsCompleted);
        retiring.Add(RetireAsync(connection, linger));
        connection = null;
    }

    private static async Task RetireAsync(SocketModeConnection connection, TimeSpan linger)
    {
        await connection.RetireAsync(linger);
        connection.Dispose();
    }

    private static async Task<ConnectionEnd> EndOfAsync(SocketModeConnection connection, CancellationToken stopping)
    {
        await ((Task)connection.Ended).WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return stopping.IsCancellationRequested ? ConnectionEnd.Leaving : await connection.Ended;
    }

    private async Task<ConnectionEnd?> OpenOrFailAsync(SocketModeConnection connection, CancellationToken stopping)
    {
        try
        {
            return await connection.OpenAsync(await context.Api.OpenConnectionAsync(context.AppToken, stopping), stopping);
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            return ConnectionEnd.Leaving;
        }
        catch (SlackApiException exception) when (exception.Failure is SlackFailure.Stop)
        {
            return new(NextStep.Stop, $"Slack refuses the app-level token ({exception.Error}). Set Slack__AppToken to a token that begins with xapp- and has the scope connections:write (Basic Information, App-Level Tokens), and start again.");
        }
        catch (SlackApiException exception)
        {
            return ConnectionEnd.Unreachable(exception.Message.TrimEnd('.'));
        }
        catch (Exception exception)
        {
            return ConnectionEnd.Unreachable($"of a fault of its own, {exception.GetType().Name}");
        }
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken stopping)
    {
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, context.Time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static partial class Log
    {
        [LoggerMessage(231, LogLevel.Information, "Connection {Seat} to Slack is up")]
        public static partial void Ready(ILogger logger, int seat);

        [LoggerMessage(232, LogLevel.Warning, "Connection {Seat} to Slack needs another because {Why}; opening it in {Wait}")]
        public static partial void Lost(ILogger logger, int seat, string why, TimeSpan wait);
    }
}
