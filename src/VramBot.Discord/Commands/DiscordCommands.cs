using System.Text.Encodings.Web;
using System.Text.Json;

namespace VramBot.Discord.Commands;

/// <summary>The slash commands for reading.</summary>
public static class DiscordCommands
{
    private static readonly JsonSerializerOptions Readable = new(DiscordJson.Default.Options) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body of the request that registers them everywhere, indented.</summary>
    public static string AsJson() => JsonSerializer.Serialize([.. CommandList.Of([0, 1])], new DiscordJson(Readable).ApplicationCommandArray);
}
