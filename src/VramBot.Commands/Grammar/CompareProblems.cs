using System.Collections.Immutable;
using VramBot.Core;
using static System.FormattableString;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Grammar;

/// <summary>Sentences with which a comparison can be refused.</summary>
internal static class CompareProblems
{
    public static Problem TooMany(ImmutableArray<(string Option, int Count)> lists, int count)
    {
        var product = string.Join(" × ", lists.Select(list => Invariant($"{list.Count} {list.Option}")));
        return new("compare.many", product, lists.Length == 1
            ? Tr($"{count} are too many to be read side by side: name at most {CompareReader.Most}.")
            : Tr($"{product} are {count} things: at most {CompareReader.Most} stand side by side. Let one of them differ, or name fewer."));
    }

    public static Problem Alone() => new("compare.one", string.Empty, Tr("There is nothing to compare with: name two or more of something, with commas between, such as precisions:Q8_0,Q4_K_M."));
}
