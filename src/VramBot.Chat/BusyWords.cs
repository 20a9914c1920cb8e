using static VramBot.Core.Languages.Translation;

namespace VramBot.Chat;

/// <summary>What somebody is told when there is no room for one more question.</summary>
public static class BusyWords
{
    /// <summary>The sentence, to be spoken in the person's language.</summary>
    public static string Text { get; } = Later("Too much is asked at once just now. Ask again in a few seconds.");
}
