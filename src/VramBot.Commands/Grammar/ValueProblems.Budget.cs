using VramBot.Core;

namespace VramBot.Commands.Grammar;

/// <content>Sums of money.</content>
internal static partial class ValueProblems
{
    public static Problem Budget(string saw, string otherwise) =>
        new("budget.number", saw, $"`budget:{LineReader.Shown(saw)}` is no sum of US dollars from 1 to 100,000,000: write 2000, $3,000 or 3k, {otherwise}.");
}
