namespace VramBot.Chat;

/// <summary>Keeps the last that was told of an answer on its way, for whoever looks now and then.</summary>
public sealed class LatestSentence : IProgress<string>
{
    private string? latest;

    /// <summary>What was told last; null when nothing was.</summary>
    public string? Sentence => Volatile.Read(ref latest);

    /// <inheritdoc/>
    public void Report(string value) => Volatile.Write(ref latest, value);

    /// <summary>What was told since it was last taken; null when nothing was.</summary>
    public string? Take() => Interlocked.Exchange(ref latest, null);
}
