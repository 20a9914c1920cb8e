using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using VramBot.Discord.Commands;
using VramBot.Discord.Interactions;
using VramBot.Discord.Messages;

namespace VramBot.Discord;

/// <summary>The shapes that are read from Discord and written to it: names in snake_case, what is not set is left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Interaction))]
[JsonSerializable(typeof(MessageCallback))]
[JsonSerializable(typeof(ChoicesCallback))]
[JsonSerializable(typeof(DeferredCallback))]
[JsonSerializable(typeof(DiscordMessage))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(ApplicationCommand[]))]
internal sealed partial class DiscordJson : JsonSerializerContext
{
    // Made at first use: the order of static fields over the parts of a type is not settled.
    private static DiscordJson? writing;

    /// <summary>For what is written: signs as they are, where six characters for each would only make the body longer. It goes out as JSON, never into a page.</summary>
    public static DiscordJson Writing => writing ??= new(new(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
