using System.Globalization;
using System.Net;

namespace VramBot.Slack.WebApi;

/// <summary>A call to Slack that failed for good. Its message names the method and the reason, and never holds a token, an address or a body.</summary>
internal sealed class SlackApiException : Exception
{
    /// <summary>Makes it from what is known.</summary>
    public SlackApiException(SlackFailure failure, SlackMethod method, string? error = null, string? needed = null, HttpStatusCode? status = null, Exception? inner = null)
        : base(Sentence(failure, method, error, needed, status), inner)
    {
        Failure = failure;
        Error = error;
        Status = status;
    }

    /// <summary>What follows from it.</summary>
    public SlackFailure Failure { get; }

    /// <summary>Slack's word for it; none when there was no such answer.</summary>
    public string? Error { get; }

    /// <summary>The status; none when there was no answer.</summary>
    public HttpStatusCode? Status { get; }

    private static string Sentence(SlackFailure failure, SlackMethod method, string? error, string? needed, HttpStatusCode? status) => failure switch
    {
        SlackFailure.Stop when needed is not null => $"Slack refuses {method}: {error}, the scope {needed} is missing. Add it to the app and install the app again.",
        SlackFailure.Stop => $"Slack refuses {method}: {error}. Check {method.TokenSetting}.",
        SlackFailure.Unreachable => $"Slack could not be reached for {method}.",
        SlackFailure.Garbled => $"Slack answered {method} with something else than it describes.",
        SlackFailure.NotSent => $"Nothing was sent for {method}: {error}.",
        SlackFailure.TryAgain when error is null && status is null => $"Slack did not answer {method} in time.",
        _ => string.Create(CultureInfo.InvariantCulture, $"Slack answered {method} with {error ?? $"{(int?)status}"}."),
    };
}
