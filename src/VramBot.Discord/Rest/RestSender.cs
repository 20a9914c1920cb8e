using System.Net;
using Microsoft.Extensions.Logging;

namespace VramBot.Discord.Rest;

/// <summary>Gets a request through: waits its turn, sends it, waits and sends again where that is right, and says at last what is wrong.</summary>
internal sealed partial class RestSender(RestAttempts attempts, RateLimits limits, RestTiming timing, TimeProvider time, ILogger logger)
{
    private readonly InvalidRequests invalid = new(time, timing.MostRefusals);
    private volatile bool tokenRefused;

    /// <summary>Sends a request until it is answered.</summary>
    /// <exception cref="DiscordApiException">It failed for good.</exception>
    public async Task<RestAnswer> SendAsync(RestCall call, CancellationToken cancellationToken)
    {
        var mayHaveArrived = false;
        for (var attempt = 1; ; attempt++)
        {
            await TakeTurnAsync(call, cancellationToken);
            var answer = await attempts.SendAsync(call, cancellationToken);
            limits.Note(call, answer.Rate);
            if (answer.Succeeded)
                return answer;
            var refusal = answer.Status == HttpStatusCode.TooManyRequests ? RateRefusal.Read(answer, timing.LockoutBackoff) : null;
            if (answer.Status is { } status)
                invalid.Note(status, refusal is { IsShared: true });
            if (refusal is null && !answer.IsTransient)
            {
                var fault = RestFault.Read(answer.Body);
                if (mayHaveArrived && fault.Code == call.Route.SettledBy)
                    return answer;
                throw Refused(call.Route, answer, fault);
            }

            mayHaveArrived |= refusal is null && !answer.NeverSent;
            await WaitAsync(call, answer, refusal, attempt, cancellationToken);
        }
    }

    private async Task TakeTurnAsync(RestCall call, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (invalid.AreTooMany)
                throw new DiscordApiException(RestFailure.TooManyRefusals, call.Route);
            if (tokenRefused && call.Route.Family == RestFamily.Bot)
                throw new DiscordApiException(RestFailure.TokenRefused, call.Route, HttpStatusCode.Unauthorized);
            var wait = limits.Take(call);
            if (wait <= TimeSpan.Zero)
                return;
            if (wait >= call.Deadline - time.GetUtcNow())
                throw new DiscordApiException(RestFailure.RateLimited, call.Route);
            await PauseAsync(wait, cancellationToken);
        }
    }

    private async Task WaitAsync(RestCall call, RestAnswer answer, RateRefusal? refusal, int attempt, CancellationToken cancellationToken)
    {
        if (refusal is not null)
            limits.Note(call, refusal);
        var wait = refusal?.Wait ?? timing.BackoffAfter(attempt, call.Route.Family);
        var mayRepeat = refusal is not null || answer.NeverSent || call.Route.MayRepeat;
        if (!mayRepeat || attempt >= timing.AttemptsOf(call.Route.Family) || wait >= call.Deadline - time.GetUtcNow())
            throw new DiscordApiException(FailureOf(answer), call.Route, answer.Status, inner: answer.Fault);
        if (refusal is null)
            Log.TryingAgain(logger, call.Route, (int?)answer.Status, answer.Fault?.GetType().Name, wait);
        else if (refusal.IsLockout)
            Log.LockedOut(logger, call.Route, wait);
        else
            Log.Limited(logger, call.Route, wait, refusal.IsGlobal);
        await PauseAsync(wait, cancellationToken);
    }

    // Timers may fire a moment early; a request a millisecond too soon is one refused.
    private Task PauseAsync(TimeSpan wait, CancellationToken cancellationToken) => Task.Delay(wait + TimeSpan.FromMilliseconds(1), time, cancellationToken);

    private DiscordApiException Refused(RestRoute route, RestAnswer answer, RestFault fault)
    {
        if (answer.Status != HttpStatusCode.Unauthorized || route.Family != RestFamily.Bot)
            return new(RestFailure.Refused, route, answer.Status, fault);
        tokenRefused = true;
        Log.TokenRefused(logger);
        return new(RestFailure.TokenRefused, route, answer.Status, fault);
    }

    private static RestFailure FailureOf(RestAnswer answer) => answer switch
    {
        { TimedOut: true } => RestFailure.TimedOut,
        { Fault: HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } } => RestFailure.Garbled,
        { Status: null } => RestFailure.Unreachable,
        { Status: HttpStatusCode.TooManyRequests } => RestFailure.RateLimited,
        _ => RestFailure.ServerFault,
    };

    private static partial class Log
    {
        [LoggerMessage(101, LogLevel.Warning, "Discord limits {Route}: waiting {Wait} (for the whole bot: {IsGlobal})")]
        public static partial void Limited(ILogger logger, RestRoute route, TimeSpan wait, bool isGlobal);

        [LoggerMessage(102, LogLevel.Error, "The network before Discord turned {Route} away, as it does with addresses that send too much: waiting {Wait}")]
        public static partial void LockedOut(ILogger logger, RestRoute route, TimeSpan wait);

        [LoggerMessage(103, LogLevel.Information, "{Route} did not get through ({Status} {Fault}); trying again in {Wait}")]
        public static partial void TryingAgain(ILogger logger, RestRoute route, int? status, string? fault, TimeSpan wait);

        [LoggerMessage(104, LogLevel.Error, "Discord refuses the bot token (401): set Discord__Token to the one that the Developer Portal shows under Bot. Nothing more is sent with this one")]
        public static partial void TokenRefused(ILogger logger);
    }
}
