using System.Text.Json;

namespace VramBot.Discord.Gateway;

/// <summary>A frame from Discord, opened as far as every frame needs: what it carries is read by whoever knows the event.</summary>
/// <param name="Op">What it is about; may be none of the names.</param>
/// <param name="Sequence">The number of a dispatch.</param>
/// <param name="Event">The name of a dispatch.</param>
/// <param name="Data">The JSON of <c>d</c>, a slice of the bytes that were read: gone when the next frame is received. Empty when there was none.</param>
internal readonly record struct GatewayFrame(GatewayOp Op, long? Sequence, string? Event, ReadOnlyMemory<byte> Data)
{
    public const string Ready = "READY";
    public const string Resumed = "RESUMED";
    public const string InteractionCreate = "INTERACTION_CREATE";

    /// <summary>Reads the four members, in any order, and passes over all others.</summary>
    /// <exception cref="JsonException">It is no JSON object with an opcode.</exception>
    public static GatewayFrame Read(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span);
        if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
            throw new JsonException("A frame is a JSON object.");

        int? op = null;
        long? sequence = null;
        string? name = null;
        var data = ReadOnlyMemory<byte>.Empty;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var member = MemberOf(reader);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (member == 'o' && reader.TokenType is JsonTokenType.Number && reader.TryGetInt32(out var number))
                op = number;
            else if (member == 's' && reader.TokenType is JsonTokenType.Number && reader.TryGetInt64(out var counted))
                sequence = counted;
            else if (member == 't' && reader.TokenType is JsonTokenType.String)
                name = NameOf(reader);
            reader.Skip();
            if (member == 'd')
                data = json[start..(int)reader.BytesConsumed];
        }

        // To the end: bytes behind the object are as malformed as bytes inside it.
        while (reader.Read())
            continue;
        return new((GatewayOp)(op ?? throw new JsonException("A frame has an opcode.")), sequence, name, data);
    }

    private static char MemberOf(in Utf8JsonReader reader) => reader switch
    {
        _ when reader.ValueTextEquals("op"u8) => 'o',
        _ when reader.ValueTextEquals("d"u8) => 'd',
        _ when reader.ValueTextEquals("s"u8) => 's',
        _ when reader.ValueTextEquals("t"u8) => 't',
        _ => '\0',
    };

    // The names that matter cost nothing; of all others a bot without intents sees a handful in its life.
    private static string? NameOf(in Utf8JsonReader reader) => reader switch
    {
        _ when reader.ValueTextEquals("INTERACTION_CREATE"u8) => InteractionCreate,
        _ when reader.ValueTextEquals("READY"u8) => Ready,
        _ when reader.ValueTextEquals("RESUMED"u8) => Resumed,
        _ => reader.GetString(),
    };
}
