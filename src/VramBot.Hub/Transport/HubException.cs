namespace VramBot.Hub.Transport;

/// <summary>A hub gave no answer that can be used. Its message holds no token, no query and no body.</summary>
internal sealed class HubException(HubFailure failure, string detail = "", TimeSpan? retryAfter = null, Exception? inner = null) : Exception($"{failure}: {detail}", inner)
{
    /// <summary>Why.</summary>
    public HubFailure Failure { get; } = failure;

    /// <summary>The file, or what is wrong with it; may be empty.</summary>
    public string Detail { get; } = detail;

    /// <summary>How long the hub asks to wait; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
