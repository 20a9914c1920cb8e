using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Grammar;

/// <content>A sum of money: <c>3000</c>, <c>$3,000</c>, <c>3k</c>, <c>none</c>.</content>
public sealed partial class VramReader
{
    private sealed partial class Reading
    {
        private decimal? Budget()
        {
            if (line["budget"] is not { } text || string.Equals(text, "none", StringComparison.OrdinalIgnoreCase))
                return null;
            if (Dollars.Read(text) is { } dollars)
                return dollars;
            Reject(ValueProblems.Budget(text, Later("or none")), "budget", Dollars.Guess(text));
            return null;
        }
    }
}
