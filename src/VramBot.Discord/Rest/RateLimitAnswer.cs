namespace VramBot.Discord.Rest;

/// <summary>The body of a 429.</summary>
/// <param name="RetryAfter">Seconds to wait, with a fraction.</param>
/// <param name="Global">Whether it is for the whole bot.</param>
internal sealed record RateLimitAnswer(double? RetryAfter, bool Global);
