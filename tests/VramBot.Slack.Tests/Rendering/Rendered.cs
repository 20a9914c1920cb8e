using System.Text.Encodings.Web;
using System.Text.Json;
using VramBot.Commands;
using VramBot.Slack.Interactions;
using VramBot.Slack.Messages;
using VramBot.Slack.Rendering;
using VramBot.Testing;

namespace VramBot.Slack.Tests.Rendering;

/// <summary>Answers of the shipped catalogs as messages.</summary>
internal static class Rendered
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static CommandDesk Desk { get; } = new(ShippedCatalogs.Catalog);

    public static ClickState State { get; } = new(new(ShippedCatalogs.Catalog));

    public static MessageRenderer Renderer { get; } = new(new(State), new());

    /// <summary>The message that answers a line.</summary>
    public static SlackMessage Of(string line, bool isPrivate = true) => Renderer.Render(Desk.Ask(line), line, new(isPrivate));

    /// <summary>The message as Slack reads it.</summary>
    public static JsonElement Json(SlackMessage message) => JsonElement.Parse(SlackJson.Bytes(message));

    /// <summary>The message for reading in review.</summary>
    public static string Text(SlackMessage message) => Text(Json(message));

    /// <summary>What is sent, for reading in review.</summary>
    public static string Text(JsonElement json) => JsonSerializer.Serialize(json, Readable)
        .Replace("\\n", "\n", StringComparison.Ordinal).Replace("\u200B", "\\u200B", StringComparison.Ordinal);

    /// <summary>Every control of a message, with the id of its row.</summary>
    public static IEnumerable<(string? Row, BlockElement Element)> Controls(SlackMessage message) =>
        (message.Blocks ?? []).SelectMany(block => (block.Elements ?? []).OfType<BlockElement>().Select(element => (block.BlockId, element)));

    /// <summary>Every click that a message offers.</summary>
    public static IEnumerable<Click?> Clicks(SlackMessage message) => Controls(message).SelectMany(control => control.Element.Options is { } options
        ? options.Select(option => ClickState.Read(control.Element.ActionId, control.Row, option.Value))
        : [ClickState.Read(control.Element.ActionId, control.Row, control.Element.Value)]);
}
