namespace VramBot.Chat.Metrics;

/// <summary>How a question ended.</summary>
public enum AnswerOutcome
{
    /// <summary>It was answered.</summary>
    Answered,

    /// <summary>The person was told what to write instead.</summary>
    Corrected,

    /// <summary>The person or the server had had as many answers as there are in a minute.</summary>
    Limited,

    /// <summary>There was too much to do at once: the person was asked to try again.</summary>
    Busy,

    /// <summary>Something on this side broke.</summary>
    Failed,
}
