using System.Text.Encodings.Web;
using System.Text.Json;
using VramBot.Commands;
using VramBot.Commands.Grammar;
using VramBot.Discord.Interactions;
using VramBot.Discord.Messages;
using VramBot.Discord.Rendering;
using VramBot.Testing;

namespace VramBot.Discord.Tests.Rendering;

/// <summary>Answers of the shipped catalogs as messages.</summary>
internal static class Rendered
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static CommandDesk Desk { get; } = new(ShippedCatalogs.Catalog);

    public static CustomIds Ids { get; } = new(new(ShippedCatalogs.Catalog));

    public static MessageRenderer Renderer { get; } = new(new(Ids));

    /// <summary>The message that answers a line.</summary>
    public static DiscordMessage Of(string line, bool isPrivate = false) => Renderer.Render(Desk.Ask(line), line, isPrivate);

    /// <summary>The callback that sends it.</summary>
    public static byte[] Callback(DiscordMessage message) => JsonSerializer.SerializeToUtf8Bytes(new(CallbackType.Message, message), DiscordJson.Writing.MessageCallback);

    /// <summary>The message for reading in review.</summary>
    public static string Text(DiscordMessage message) =>
        JsonSerializer.Serialize(JsonSerializer.SerializeToElement(message, DiscordJson.Writing.DiscordMessage), Readable).Replace("\\n", "\n", StringComparison.Ordinal);

    /// <summary>Every component of a message that carries something.</summary>
    public static IEnumerable<Component> Components(DiscordMessage message) => message.Components.SelectMany(row => row.Components ?? []);

    /// <summary>Every line that a click on a message asks.</summary>
    public static IEnumerable<string> Lines(DiscordMessage message) => Components(message).SelectMany(component => component.Options is { } options
        ? options.Select(option => CustomIds.Read(component.CustomId!, option.Value)!.Line)
        : [CustomIds.Read(component.CustomId!, null)!.Line]);
}
