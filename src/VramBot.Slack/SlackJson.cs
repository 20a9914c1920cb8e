using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using VramBot.Slack.Messages;

namespace VramBot.Slack;

/// <summary>The shapes that are written to Slack: names in snake_case, what is not set is left out, for Slack refuses what it does not know.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SlackMessage))]
[JsonSerializable(typeof(SlackView))]
[JsonSerializable(typeof(FormAnswer))]
[JsonSerializable(typeof(OptionList))]
[JsonSerializable(typeof(SlackText))]
[JsonSerializable(typeof(BlockElement))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class SlackJson : JsonSerializerContext
{
    // Made at first use: the order of static fields over the parts of a type is not settled.
    private static SlackJson? writing;

    /// <summary>For what is written: signs as they are. It goes out as JSON, never into a page.</summary>
    public static SlackJson Writing => writing ??= new(new(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>A message as it is sent.</summary>
    public static byte[] Bytes(SlackMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, Writing.SlackMessage);
}
