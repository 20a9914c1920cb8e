using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace VramBot.Slack.WebApi;

/// <summary>Gets a call through: waits its turn, sends it, waits and sends again where that is right, and says at last what is wrong.</summary>
internal sealed partial class WebApiSender(WebApiAttempts attempts, MethodLimits limits, WebApiTiming timing, TimeProvider time, ILogger logger)
{
    /// <summary>Sends a call until it is answered.</summary>
    /// <returns>The answer; an empty object where there is none to read.</returns>
    /// <exception cref="SlackApiException">It failed for good.</exception>
    public async Task<JsonElement> SendAsync(WebApiCall call, CancellationToken cancellationToken)
    {
        var mayHaveArrived = false;
        for (var attempt = 1; ; attempt++)
        {
            await TakeTurnAsync(call, cancellationToken);
            var answer = await attempts.SendAsync(call, cancellationToken);
            if (answer.Succeeded || (mayHaveArrived && answer.Error is not null && answer.Error == call.Method.SettledBy))
                return answer.Json ?? default;
            if (answer.Limit is { } limit)
                limits.Close(call, limit);
            var wait = answer.Limit ?? timing.BackoffAfter(attempt);
            if (!MayRepeat(call, answer) || attempt >= timing.Attempts || wait > timing.LongestLimit || wait >= call.Deadline - time.GetUtcNow())
                throw new SlackApiException(answer.Failure, call.Method, answer.Error, answer.Needed, answer.Status, answer.Fault);
            mayHaveArrived |= answer is { Limit: null, NeverSent: false };
            if (answer.Limit is not null)
                Log.Limited(logger, call.Method, wait);
            else
                Log.TryingAgain(logger, call.Method, (int?)answer.Status, answer.Error ?? answer.Fault?.GetType().Name, wait);
            await PauseAsync(wait, cancellationToken);
        }
    }

    // A limit and a status of 5xx say that nothing was done. Where the connection broke, or a server on the way gave up waiting, nobody knows.
    private static bool MayRepeat(WebApiCall call, WebApiAnswer answer) => answer switch
    {
        { Limit: not null } or { NeverSent: true } => true,
        { IsTransient: false } => false,
        { Status: null or HttpStatusCode.GatewayTimeout or HttpStatusCode.OK } => call.Method.MayRepeat,
        _ => call.Method.MayRepeat || call.IsResponse,
    };

    private async Task TakeTurnAsync(WebApiCall call, CancellationToken cancellationToken)
    {
        while (limits.WaitOf(call) is var wait && wait > TimeSpan.Zero)
        {
            if (wait > timing.LongestLimit || wait >= call.Deadline - time.GetUtcNow())
                throw new SlackApiException(SlackFailure.TryAgain, call.Method, SlackErrors.RateLimited);
            await PauseAsync(wait, cancellationToken);
        }
    }

    // Timers may fire a moment early; a call a millisecond too soon is one refused.
    private Task PauseAsync(TimeSpan wait, CancellationToken cancellationToken) => Task.Delay(wait + TimeSpan.FromMilliseconds(1), time, cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(201, LogLevel.Warning, "Slack limits {Method}: waiting {Wait}")]
        public static partial void Limited(ILogger logger, SlackMethod method, TimeSpan wait);

        [LoggerMessage(202, LogLevel.Information, "{Method} did not get through ({Status} {Fault}); trying again in {Wait}")]
        public static partial void TryingAgain(ILogger logger, SlackMethod method, int? status, string? fault, TimeSpan wait);
    }
}
