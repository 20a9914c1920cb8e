using VramBot.Core;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Grammar;

/// <content>Sums of money.</content>
internal static partial class ValueProblems
{
    public static Problem Budget(string saw, string otherwise) =>
        new("budget.number", saw, Tr($"`budget:{LineReader.Shown(saw)}` is no sum of US dollars from 1 to {Dollars.Most:#,0}: write 2000, $3,000 or 3k, {Tr(otherwise)}."));
}
