using System.Text.Json;

namespace VramBot.Slack.WebApi;

/// <summary>What a message says of itself, as far as sending it needs to know.</summary>
internal static class MessageShape
{
    /// <summary>Whether it replaces or deletes the message that it answers: sent twice it does no more than once.</summary>
    public static bool ChangesAnother(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message);
        try
        {
            if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
                return false;
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                var says = reader.ValueTextEquals("replace_original"u8) || reader.ValueTextEquals("delete_original"u8);
                reader.Read();
                if (says && reader.TokenType is JsonTokenType.True)
                    return true;
                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // What is no JSON is Slack's to refuse.
        }

        return false;
    }
}
