using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using VramBot.Testing.Schemas;

namespace VramBot.Discord.Tests.OpenApi;

/// <summary>What Discord's documentation says and its description does not.</summary>
internal static partial class DiscordDialect
{
    private const string Snowflake = "snowflake";

    /// <summary>The dialect.</summary>
    public static SchemaDialect Words { get; } = new()
    {
        Formats = new Dictionary<string, Func<string, bool>>(StringComparer.Ordinal)
        {
            [Snowflake] = text => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            ["uri"] = text => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "attachment" or "wss" or "ws" or "discord",
        },
        AlsoTakes = AlsoTakes,
    };

    private static bool AlsoTakes(string type, JsonElement schema, JsonElement value, string path) => type switch
    {
        // The documentation's own form of a set of permissions.
        "integer" => path.EndsWith(".default_member_permissions", StringComparison.Ordinal) && value.ValueKind == JsonValueKind.String && Digits().IsMatch(value.GetString()!),

        // Ids of attachments are numbers in the documentation, and in what clients send.
        "string" => schema.TryGetProperty("format", out var format) && format.ValueEquals(Snowflake) && value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out _),
        _ => false,
    };

    [GeneratedRegex("^[0-9]{1,20}$")]
    private static partial Regex Digits();
}
