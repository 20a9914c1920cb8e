using System.Text.Json;

namespace VramBot.Testing.Schemas;

/// <summary>What a platform means beyond the words of JSON Schema.</summary>
public sealed record SchemaDialect
{
    /// <summary>Formats of text that are the platform's own.</summary>
    public IReadOnlyDictionary<string, Func<string, bool>> Formats { get; init; } = new Dictionary<string, Func<string, bool>>(StringComparer.Ordinal);

    /// <summary>Values that the platform takes though they are not of the schema's type: the type, the schema, the value and where it stands.</summary>
    public Func<string, JsonElement, JsonElement, string, bool> AlsoTakes { get; init; } = (_, _, _, _) => false;
}
