namespace VramBot.Chat.Metrics;

/// <summary>Whether what runs here is practice: nobody asked, so nothing is counted.</summary>
public static class Rehearsing
{
    private static readonly AsyncLocal<bool> Current = new();

    /// <summary>Whether it is; set where practice begins, it holds for all that follows from there.</summary>
    public static bool IsOn
    {
        get => Current.Value;
        internal set => Current.Value = value;
    }
}
