using System.Collections.Immutable;

namespace VramBot.Commands.Grammar.Switches;

/// <summary>Shares of several cards as llama.cpp takes them: <c>3,1</c> or <c>3/1</c>, in any unit. Source: ggml-org/llama.cpp, common/arg.cpp (--tensor-split).</summary>
internal static class SharesText
{
    private const int MostShares = VramReader.MostCards;

    /// <summary>The shares, one a card; null when they are none, or none of them is above zero.</summary>
    public static ImmutableArray<double>? Read(string text)
    {
        var shares = text.Split([',', '/'], StringSplitOptions.TrimEntries).Select(Numbers.Fraction).ToList();
        return shares.Count is >= 1 and <= MostShares && shares.TrueForAll(share => share is >= 0) && shares.Exists(share => share > 0) ? [.. shares.Select(share => share!.Value)] : null;
    }
}
