using System.Text.Json;
using System.Text.Json.Serialization;

namespace VramBot.Discord.Interactions;

/// <summary>An option of a command as it was typed.</summary>
/// <param name="Name">Its name.</param>
internal sealed record InteractionOption(string Name)
{
    /// <summary>Its value: a string, a number or a truth value; while it is typed, not checked by Discord.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>Whether it is the one that is being typed.</summary>
    public bool Focused { get; init; }

    /// <summary>The value as text; empty when there is none.</summary>
    [JsonIgnore]
    public string Text => Value switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString() ?? string.Empty,
        { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } other => other.GetRawText(),
        _ => string.Empty,
    };
}
