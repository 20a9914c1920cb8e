namespace VramBot.Discord.Rest;

/// <summary>A file of a message.</summary>
/// <param name="Name">Its name: plain ASCII without spaces.</param>
/// <param name="MediaType">What it holds: <c>image/png</c>.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record DiscordFile(string Name, string MediaType, ReadOnlyMemory<byte> Content);
