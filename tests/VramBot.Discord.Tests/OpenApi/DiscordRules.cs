using System.Text.Json;

namespace VramBot.Discord.Tests.OpenApi;

/// <summary>What Discord's documentation demands of bodies and its description does not say.</summary>
internal static class DiscordRules
{
    private const int Message = 4;
    private const int DeferredMessage = 5;
    private const int DeferredUpdate = 6;
    private const int Update = 7;
    private const int Ephemeral = 64;

    /// <summary>What is wrong with a body that is as described.</summary>
    public static IEnumerable<string> ProblemsOf(string method, string template, JsonElement body, IReadOnlyList<string> files) => (method, template) switch
    {
        ("PUT", _) => CommandLimits.ProblemsOf(body, template.Contains("/guilds/", StringComparison.Ordinal)),
        (_, "/interactions/{interaction_id}/{interaction_token}/callback") => CallbackProblems(body, files),
        ("POST", _) => MessageLimits.ProblemsOf(body, files, isNew: true),
        ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original") => MessageLimits.ProblemsOf(body, files, isNew: false),
        _ => [],
    };

    /// <summary>What is wrong with an answer to an interaction, <c>{type, data}</c>.</summary>
    public static IEnumerable<string> CallbackProblems(JsonElement body, IReadOnlyList<string> files)
    {
        var hasData = body.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object;
        return body.GetProperty("type").GetInt32() switch
        {
            Message => hasData ? MessageLimits.ProblemsOf(data, files, isNew: true) : ["a message without data"],
            DeferredMessage when hasData => data.EnumerateObject().Where(field => field.Name != "flags" || (field.Value.GetInt64() & ~Ephemeral) != 0).Select(field => $"{field.Name} does not belong into a deferred answer"),
            DeferredUpdate when hasData => data.EnumerateObject().Select(field => $"{field.Name} does not belong into a deferred update"),
            Update => hasData ? MessageLimits.ProblemsOf(data, files, isNew: false) : ["an update without data"],
            _ => [],
        };
    }
}
