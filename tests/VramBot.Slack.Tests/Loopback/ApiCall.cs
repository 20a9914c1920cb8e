using System.Text.Json;

namespace VramBot.Slack.Tests.Loopback;

/// <summary>A call that the loopback Slack received: of a method, or to a response_url.</summary>
/// <param name="Method">The method; empty for a response_url.</param>
/// <param name="Path">The path.</param>
internal sealed record ApiCall(string Method, string Path)
{
    /// <summary>The token, bare; none where none was sent.</summary>
    public string? Token { get; init; }

    /// <summary>The body as JSON; undefined where it is a form.</summary>
    public JsonElement Json { get; init; }

    /// <summary>The fields of a form.</summary>
    public IReadOnlyDictionary<string, string> Form { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>It went to a response_url.</summary>
    public bool IsResponse => Method.Length == 0;
}
