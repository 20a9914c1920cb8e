namespace VramBot.Core.Speed;

/// <summary>How fast answers are written.</summary>
/// <param name="PerSequence">Tokens a second that one user sees.</param>
/// <param name="Total">Tokens a second of all sequences together.</param>
public sealed record DecodeRate(SpeedRange PerSequence, SpeedRange Total);
