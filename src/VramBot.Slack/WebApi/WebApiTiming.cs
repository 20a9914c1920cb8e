namespace VramBot.Slack.WebApi;

/// <summary>How patient the client of the Web API is.</summary>
internal sealed record WebApiTiming
{
    /// <summary>How often a call is sent at most.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>How long one attempt may take, its body included.</summary>
    public TimeSpan Attempt { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The middle of the first wait after a fault; doubled each time.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(0.4);

    /// <summary>The longest wait after a fault.</summary>
    public TimeSpan LongestBackoff { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest wait for a limit to pass: an answer that comes later is of no use to anybody.</summary>
    public TimeSpan LongestLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a trigger opens a form.</summary>
    public TimeSpan Trigger { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long to wait before sending again: doubled each time, and between half and one and a half of that, so that replicas do not ask in step.</summary>
    public TimeSpan BackoffAfter(int attempt)
    {
        var middle = Backoff * Math.Pow(2, attempt - 1);
        return (middle < LongestBackoff ? middle : LongestBackoff) * (0.5 + Random.Shared.NextDouble());
    }
}
