namespace VramBot.Slack.WebApi;

/// <summary>Which methods have to wait. Slack limits each method for each workspace by itself, and tells so only by refusing.</summary>
internal sealed class MethodLimits(TimeProvider time)
{
    // Past this many, those that are over are forgotten.
    private const int Many = 64;

    private readonly Lock gate = new();
    private readonly Dictionary<(string Method, string Token), DateTimeOffset> until = [];

    /// <summary>How long a call has to wait; nothing when it may go.</summary>
    public TimeSpan WaitOf(WebApiCall call)
    {
        if (call.IsResponse)
            return TimeSpan.Zero;
        lock (gate)
            return until.TryGetValue(KeyOf(call), out var end) && end - time.GetUtcNow() is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>Slack asked to wait. A response_url is its own, and used by one answer only: nobody else waits for it.</summary>
    public void Close(WebApiCall call, TimeSpan wait)
    {
        if (call.IsResponse)
            return;
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (until.Count >= Many)
                foreach (var (key, end) in until)
                    if (end <= now)
                        until.Remove(key);
            until[KeyOf(call)] = now + wait;
        }
    }

    private static (string Method, string Token) KeyOf(WebApiCall call) => (call.Method.Name, call.Token ?? string.Empty);
}
