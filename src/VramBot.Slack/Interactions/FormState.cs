using VramBot.Core.Languages;
using VramBot.Slack.Messages;

namespace VramBot.Slack.Interactions;

/// <summary>What the form brings back beside its fields: where the answer goes, and the language that it was opened in. A form has no channel of its own.</summary>
/// <param name="ResponseUrl">The address; whether it is one of Slack's is checked where it is used.</param>
/// <param name="Language">The language; null when none was named.</param>
internal sealed record FormState(string ResponseUrl, Language? Language = null)
{
    private const string Version = "1";

    /// <summary>The state as text: <c>1 https://…</c>, <c>1:pt-BR https://…</c>.</summary>
    public string Write()
    {
        var head = Language is null ? $"{Version} " : $"{Version}:{Language.Tag} ";
        return ResponseUrl.Length <= SlackLimits.Metadata - head.Length ? head + ResponseUrl : head;
    }

    /// <summary>The state of a text; null when it is of another version, or no address.</summary>
    public static FormState? Read(string? text)
    {
        if (text is not { Length: <= SlackLimits.Metadata } || text.Split(' ', 2) is not [var head, var url] || head.Split(':', 2) is not [Version, .. var tags])
            return null;
        return Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? new(url, tags is [var tag] ? Language.Named(tag) : null)
            : null;
    }
}
