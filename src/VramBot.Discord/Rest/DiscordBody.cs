using System.Collections.Immutable;

namespace VramBot.Discord.Rest;

/// <summary>What is sent to Discord: JSON, and files beside it.</summary>
/// <param name="Json">The body as UTF-8; with files it becomes the part <c>payload_json</c>.</param>
internal sealed record DiscordBody(ReadOnlyMemory<byte> Json)
{
    /// <summary>The files, in the order of their ids in the JSON's <c>attachments</c>.</summary>
    public ImmutableArray<DiscordFile> Files { get; init; } = [];
}
