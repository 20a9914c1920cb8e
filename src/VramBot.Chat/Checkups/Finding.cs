namespace VramBot.Chat.Checkups;

/// <summary>What was found of one thing that the bot needs.</summary>
/// <param name="Check">What was looked at, in a word or two.</param>
/// <param name="Verdict">How it stands.</param>
/// <param name="Says">What was seen; never a secret.</param>
/// <param name="Remedy">What to do; null where nothing is to be done.</param>
public sealed record Finding(string Check, Verdict Verdict, string Says, string? Remedy = null)
{
    /// <summary>Something that is as it should be.</summary>
    public static Finding Fine(string check, string says) => new(check, Verdict.Fine, says);

    /// <summary>Something that works, but could be better.</summary>
    public static Finding Warning(string check, string says, string remedy) => new(check, Verdict.Warning, says, remedy);

    /// <summary>Something that does not work.</summary>
    public static Finding Broken(string check, string says, string remedy) => new(check, Verdict.Broken, says, remedy);
}
