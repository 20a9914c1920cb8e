using System.Text.Json;

namespace VramBot.Discord.Tests.Loopback;

/// <summary>A request that the loopback Discord received.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path below <c>/api/v10</c>, unescaped.</param>
internal sealed record RestRequest(string Method, string Path)
{
    /// <summary>The query, name by name.</summary>
    public required IReadOnlyDictionary<string, string> Query { get; init; }

    /// <summary>The headers, by lower or upper case.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body's JSON, or null: the whole body, or the form's <c>payload_json</c>.</summary>
    public JsonElement? Json { get; init; }

    /// <summary>The files of the form.</summary>
    public IReadOnlyList<RestFile> Files { get; init; } = [];

    /// <summary>What is wrong with its form, before anyone looks at what it says.</summary>
    public IReadOnlyList<string> FormProblems { get; init; } = [];

    /// <summary>When it had arrived, on this machine's own stopwatch.</summary>
    public long Timestamp { get; init; }

    /// <summary>The interaction's token, or an empty string.</summary>
    public string Token => Path.Split('/') is ["", "interactions" or "webhooks", _, var token, ..] ? token : string.Empty;

    /// <summary>Whether it is the first answer to an interaction.</summary>
    public bool IsCallback => Path.EndsWith("/callback", StringComparison.Ordinal);

    public override string ToString() => $"{Method} {Path}";
}
