namespace VramBot.Hub.Transport;

/// <summary>What a hub sent.</summary>
/// <param name="Body">The bytes.</param>
/// <param name="ETag">The version of what it sent; null when it does not say.</param>
/// <param name="FileLength">The length of the whole file, of which this may be a part; null when it does not say.</param>
/// <param name="IsUnchanged">Whether it is as it was when last asked; the body is then empty.</param>
internal sealed record HubAnswer(ReadOnlyMemory<byte> Body, string? ETag, long? FileLength, bool IsUnchanged = false);
