using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace VramBot.Discord.Rest;

/// <summary>What Discord says is wrong: <c>{code, message, errors}</c>, without what was sent.</summary>
/// <param name="Code">The code.</param>
/// <param name="Fields">Paths of fields and the code of what is wrong with each, as <c>0.options.2.name BASE_TYPE_BAD_LENGTH</c>.</param>
internal sealed record RestFault(int Code, ImmutableArray<string> Fields)
{
    private const int MostFields = 5;
    private const int LongestWord = 120;

    /// <summary>Reads an error's body; anything else is code 0.</summary>
    public static RestFault Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } root)
                return new(DiscordErrorCode.General, []);
            var code = root.TryGetProperty("code", out var written) && written.ValueKind == JsonValueKind.Number && written.TryGetInt32(out var number) ? number : DiscordErrorCode.General;
            var fields = ImmutableArray.CreateBuilder<string>();
            if (root.TryGetProperty("errors", out var errors))
                Collect(errors, string.Empty, fields);
            return new(code, fields.ToImmutable());
        }
        catch (JsonException)
        {
            return new(DiscordErrorCode.General, []);
        }
    }

    /// <inheritdoc />
    public override string ToString() => Code == DiscordErrorCode.General && Fields.IsEmpty
        ? string.Empty
        : string.Create(CultureInfo.InvariantCulture, $", code {Code}{(Fields.IsEmpty ? string.Empty : ": ")}{string.Join(", ", Fields)}");

    private static void Collect(JsonElement node, string path, ImmutableArray<string>.Builder fields)
    {
        if (node.ValueKind != JsonValueKind.Object)
            return;
        foreach (var part in node.EnumerateObject())
        {
            if (fields.Count >= MostFields)
                return;
            if (part.Name != "_errors")
                Collect(part.Value, path.Length == 0 ? part.Name : $"{path}.{part.Name}", fields);
            else if (part.Value.ValueKind == JsonValueKind.Array)
                fields.AddRange(part.Value.EnumerateArray().Select(leaf => Word($"{path} {CodeOf(leaf)}")).Take(MostFields - fields.Count));
        }
    }

    // The texts beside the codes may quote what was sent; the codes never do.
    private static string CodeOf(JsonElement leaf) =>
        leaf.ValueKind == JsonValueKind.Object && leaf.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String ? code.GetString()! : "?";

    private static string Word(string text) => text.Length <= LongestWord ? text : text[..LongestWord];
}
