using System.Text.Json;
using VramBot.Chat;

namespace VramBot.Slack.Interactions;

/// <summary>Reads fields of a payload that may have any shape: what is not there, or is something else, is null.</summary>
internal static class PayloadFields
{
    /// <summary>What lies at the end of a path of names.</summary>
    public static JsonElement? At(this JsonElement json, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out var next))
                return null;
            json = next;
        }

        return json;
    }

    /// <summary>The text at the end of a path of names.</summary>
    public static string? Text(this JsonElement json, params ReadOnlySpan<string> path)
    {
        if (json.At(path) is not { ValueKind: JsonValueKind.String } text)
            return null;
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a sign, written as an escape: valid JSON, but no text.
            return null;
        }
    }

    /// <summary>Who did it: slash commands say it flat, all other payloads in objects.</summary>
    public static Asker? Asker(this JsonElement json) => (json.Text("user_id") ?? json.Text("user", "id")) is { Length: > 0 } person
        ? new("slack", person, json.Text("team_id") ?? json.Text("team", "id") ?? json.Text("enterprise_id") ?? json.Text("enterprise", "id"))
        : null;

    /// <summary>The items at the end of a path of names; none where there is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement json, params ReadOnlySpan<string> path) => json.At(path) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];
}
