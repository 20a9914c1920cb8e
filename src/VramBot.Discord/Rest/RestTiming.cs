namespace VramBot.Discord.Rest;

/// <summary>How patient the REST client is.</summary>
internal sealed record RestTiming
{
    /// <summary>How often a request is sent at most.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>The same for a first answer, which nobody can ask for again: as often as three seconds hold.</summary>
    public int CallbackAttempts { get; init; } = 9;

    /// <summary>How many refused requests in ten minutes stop the bot: half of what Discord bears, for other programs may share the address.</summary>
    public int MostRefusals { get; init; } = 5_000;

    /// <summary>How long one attempt may take, its body included.</summary>
    public TimeSpan Attempt { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The middle of the first wait after a fault; doubled each time.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The same where three seconds are all there is.</summary>
    public TimeSpan CallbackBackoff { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait after a fault where three seconds are all there is.</summary>
    public TimeSpan LongestCallbackBackoff { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>The longest wait after a fault.</summary>
    public TimeSpan LongestBackoff { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The shortest wait after a 429 that is not Discord's own but of the network before it, which locks out whole addresses.</summary>
    public TimeSpan LockoutBackoff { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a request of a kind is sent at most.</summary>
    public int AttemptsOf(RestFamily family) => family == RestFamily.Callback ? CallbackAttempts : Attempts;

    /// <summary>How long to wait before sending again: doubled each time, and between half and one and a half of that, so that replicas do not ask in step.</summary>
    public TimeSpan BackoffAfter(int attempt, RestFamily family)
    {
        var (first, longest) = family == RestFamily.Callback ? (CallbackBackoff, LongestCallbackBackoff) : (Backoff, LongestBackoff);
        var middle = first * Math.Pow(2, attempt - 1);
        return (middle < longest ? middle : longest) * (0.5 + Random.Shared.NextDouble());
    }
}
