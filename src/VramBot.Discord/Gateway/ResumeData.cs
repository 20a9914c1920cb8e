namespace VramBot.Discord.Gateway;

/// <summary>What takes a session up again.</summary>
/// <param name="Token">The bot token, bare.</param>
/// <param name="SessionId">The session, as READY named it.</param>
/// <param name="Seq">The last number seen: what came after it is sent again.</param>
internal sealed record ResumeData(string Token, string SessionId, long Seq);
