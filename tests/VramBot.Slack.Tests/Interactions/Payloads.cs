using System.Text.Json;
using VramBot.Slack.Interactions;

namespace VramBot.Slack.Tests.Interactions;

/// <summary>Payloads as Slack sends them.</summary>
internal static class Payloads
{
    public const string ResponseUrl = "https://hooks.slack.com/commands/T1/2/three";

    /// <summary>A slash command.</summary>
    public static SlackPayload Command(string text, string command = "/vram", string? responseUrl = ResponseUrl) => new(SlackPayloadKind.SlashCommand, JsonSerializer.SerializeToElement(new
    {
        token = "old",
        team_id = "T1",
        team_domain = "team",
        enterprise_id = "E1",
        channel_id = "C1",
        channel_name = "general",
        user_id = "U1",
        user_name = "ada",
        command,
        text,
        api_app_id = "A1",
        is_enterprise_install = "false",
        response_url = responseUrl,
        trigger_id = "13345224609.738474920.8088930838d88f008e0",
    }));

    /// <summary>A click on a button, or a line chosen in a menu.</summary>
    public static SlackPayload Click(string actionId, string? value, string? blockId = null, bool isMenu = false, bool isEphemeral = true, string? responseUrl = ResponseUrl) => Interactive(new
    {
        type = "block_actions",
        team = new { id = "T1" },
        user = new { id = "U1" },
        container = new { type = "message", message_ts = "1.2", channel_id = "C1", is_ephemeral = isEphemeral },
        trigger_id = "1.2.3",
        response_url = responseUrl,
        state = new { values = new { } },
        actions = new object[]
        {
            isMenu
                ? new { type = "static_select", action_id = actionId, block_id = blockId, selected_option = new { text = new { type = "plain_text", text = "x" }, value }, action_ts = "1.2" }
                : new { type = "button", action_id = actionId, block_id = blockId, value, action_ts = "1.2" },
        },
    });

    /// <summary>Typing in an external menu.</summary>
    public static SlackPayload Suggestion(string actionId, string typed) => Interactive(new
    {
        type = "block_suggestion",
        action_id = actionId,
        block_id = actionId,
        value = typed,
        team = new { id = "T1" },
        container = new { type = "view", view_id = "V1" },
        view = new { id = "V1", callback_id = "vram-form", state = new { values = new { } } },
    });

    /// <summary>The form, sent with these fields.</summary>
    public static SlackPayload Form(string? metadata, params (string Field, string Value)[] fields) => Interactive(new
    {
        type = "view_submission",
        team = new { id = "T1" },
        user = new { id = "U1" },
        trigger_id = "1.2.3",
        view = new
        {
            id = "V1",
            type = "modal",
            callback_id = "vram-form",
            private_metadata = metadata,
            state = new { values = new[] { "model", "precision", "ctx", "task", "gpu", "users", "more", "visibility" }.ToDictionary(name => name, name => new Dictionary<string, object> { [name] = Filled(name, fields) }) },
        },
        response_urls = Array.Empty<object>(),
    });

    /// <summary>Any payload of the interactive kind.</summary>
    public static SlackPayload Interactive(object payload) => new(SlackPayloadKind.Interactive, payload as JsonElement? ?? JsonSerializer.SerializeToElement(payload));

    private static object Filled(string name, (string Field, string Value)[] fields)
    {
        var value = fields.FirstOrDefault(field => field.Field == name).Value;
        return name is "ctx" or "users" or "more" ? new { type = "plain_text_input", value } : new { type = "external_select", selected_option = value is null ? null : new { value } };
    }
}
