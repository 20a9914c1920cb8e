using System.Globalization;
using System.Text.Json;

namespace VramBot.Discord.Tests.Interactions;

/// <summary>Interactions as Discord sends them.</summary>
internal static class Interactions
{
    /// <summary>Any kind, with any data.</summary>
    public static string Of(int type, string data, string id = "1300000000000000000", string token = "token", int flags = 0) => string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"id\":\"{id}\",\"application_id\":\"2\",\"type\":{type},\"token\":\"{token}\",\"version\":1,\"data\":{data},\"guild_id\":\"3\",\"channel_id\":\"4\",\"locale\":\"en-US\",\"app_permissions\":\"0\",\"entitlements\":[],\"authorizing_integration_owners\":{{\"0\":\"3\"}},\"member\":{{\"user\":{{\"id\":\"9\",\"username\":\"someone\"}}}},\"message\":{{\"id\":\"7\",\"flags\":{flags}}}}}");

    /// <summary>A slash command.</summary>
    public static string Command(string name, params (string Name, string Value)[] options) => Of(2, CommandData(name, options));

    /// <summary>What a slash command holds.</summary>
    public static string CommandData(string name, params (string Name, string Value)[] options) =>
        JsonSerializer.Serialize(new { id = "5", name, type = 1, options = options.Select(option => new { name = option.Name, type = 3, value = option.Value }) });

    /// <summary>A click on a button, or a line chosen in a menu.</summary>
    public static string Click(string customId, string? value = null, int flags = 0) =>
        Of(3, JsonSerializer.Serialize(value is null ? (object)new { custom_id = customId, component_type = 2 } : new { custom_id = customId, component_type = 3, values = new[] { value } }), flags: flags);
}
