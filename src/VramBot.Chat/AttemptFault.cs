namespace VramBot.Chat;

/// <summary>Why a request was not answered.</summary>
/// <param name="Cause">What happened.</param>
/// <param name="TimedOut">Whether time ran out.</param>
/// <param name="NeverSent">Whether it certainly never reached the other side.</param>
public sealed record AttemptFault(Exception Cause, bool TimedOut, bool NeverSent);
