namespace VramBot.Chat.Checkups;

/// <summary>How something stands.</summary>
public enum Verdict
{
    /// <summary>As it should be.</summary>
    Fine,

    /// <summary>It works, but not all of it, or not for long.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Broken,
}
