namespace VramBot.Discord.Tests.Loopback;

/// <summary>A file that came in a form.</summary>
internal sealed record RestFile(string Part, string Name, string MediaType, byte[] Content);
