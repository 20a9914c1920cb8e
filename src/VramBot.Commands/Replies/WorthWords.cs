using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies;

/// <summary>Says how models are put in order, for want of test scores.</summary>
internal static class WorthWords
{
    /// <summary>The order, in words.</summary>
    public static string Order =>
        Tr("No test scores are known here: models are ordered by size and age. A mixture of experts counts as the geometric mean of all its weights and the active ones, and half the weights are taken to do as well seven months later.");
}
