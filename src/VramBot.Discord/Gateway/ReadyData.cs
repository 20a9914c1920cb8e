namespace VramBot.Discord.Gateway;

/// <summary>What READY says that a bot without guild events needs.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="ResumeGatewayUrl">Where it can be taken up again.</param>
internal sealed record ReadyData(string? SessionId, string? ResumeGatewayUrl);
