namespace VramBot.Discord.Rest;

/// <summary>How many sessions may be started.</summary>
/// <param name="Total">In a day.</param>
/// <param name="Remaining">Still, today.</param>
/// <param name="ResetAfter">Milliseconds until the day is over.</param>
/// <param name="MaxConcurrency">How many in five seconds.</param>
internal sealed record SessionStartLimitAnswer(int Total, int Remaining, long ResetAfter, int MaxConcurrency);
