using System.Collections.Frozen;

namespace VramBot.Slack.WebApi;

/// <summary>Slack's error words, by what follows from them.</summary>
/// <remarks>Source: Slack's documentation of its methods, "Errors".</remarks>
internal static class SlackErrors
{
    /// <summary>Said in place of what is no word of Slack's.</summary>
    public const string Unknown = "unknown_error";

    /// <summary>Too much was asked.</summary>
    public const string RateLimited = "ratelimited";

    private const int LongestWord = 64;

    private static readonly FrozenSet<string> Stopping = FrozenSet.Create(
        StringComparer.Ordinal,
        "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "missing_scope", "not_allowed_token_type", "no_permission", "invalid_client_id", "bad_client_secret", "org_login_required", "team_access_not_granted");

    private static readonly FrozenSet<string> Passing = FrozenSet.Create(
        StringComparer.Ordinal, RateLimited, "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org");

    /// <summary>What follows from an error.</summary>
    public static SlackFailure FailureOf(string error) => Stopping.Contains(error) ? SlackFailure.Stop : Passing.Contains(error) ? SlackFailure.TryAgain : SlackFailure.Refused;

    /// <summary>A word as Slack writes them. Anything else may be a text that quotes what was sent, and is not repeated.</summary>
    public static string Word(string? said) =>
        said is { Length: > 0 and <= LongestWord } && said.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or ':' or '.' or ',' or '-') ? said : Unknown;
}
