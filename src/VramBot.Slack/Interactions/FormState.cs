using VramBot.Slack.Messages;

namespace VramBot.Slack.Interactions;

/// <summary>What the form brings back beside its fields: where the answer goes. A form has no channel of its own.</summary>
/// <param name="ResponseUrl">The address; whether it is one of Slack's is checked where it is used.</param>
internal sealed record FormState(string ResponseUrl)
{
    private const string Version = "1 ";

    /// <summary>The state as text.</summary>
    public string Write() => ResponseUrl.Length <= SlackLimits.Metadata - Version.Length ? Version + ResponseUrl : Version;

    /// <summary>The state of a text; null when it is of another version, or no address.</summary>
    public static FormState? Read(string? text) =>
        text is { Length: <= SlackLimits.Metadata } && text.StartsWith(Version, StringComparison.Ordinal)
        && Uri.TryCreate(text[Version.Length..], UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? new(text[Version.Length..])
            : null;
}
