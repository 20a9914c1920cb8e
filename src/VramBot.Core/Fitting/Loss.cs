using VramBot.Core.Speed;
using VramBot.Core.Units;

namespace VramBot.Core.Fitting;

/// <summary>What a suggestion costs the person, to sort suggestions by.</summary>
internal static class Loss
{
    /// <summary>Bits a weight from which on measured losses stay within a few percent (the quality figures of config/formats).</summary>
    private const double LittleLoss = 4;

    /// <summary>Bits a weight under which measured losses leap: K mixes of 3 bits lose about 5 % on a 70B model, formats of 3 bits and fewer 30 % and more.</summary>
    private const double GreatLoss = 3.3;

    /// <summary>Tokens a second that people read: 240 words a minute (Brysbaert, doi:10.1016/j.jml.2019.104047), 1.3 tokens a word.</summary>
    private const double ReadingSpeed = 5;

    /// <summary>The class of makeshifts.</summary>
    public const int Great = 6;

    /// <summary>The larger the worse: first what nobody notices, then what is a little worse, slower or shorter, then another model, then what is much worse, then what costs money.</summary>
    public static int Of(Suggestion suggestion) => suggestion.Kind switch
    {
        SuggestionKind.CacheFormat => suggestion.Changed.Keys.Layout.BitsPerElement >= 8 ? 0 : 3,
        SuggestionKind.WeightFormat or SuggestionKind.CacheAndWeightFormat => suggestion.Changed.Weights.BitsPerWeight switch
        {
            >= LittleLoss => 1,
            >= GreatLoss => 2,
            _ => Great,
        },
        SuggestionKind.HostMemory => DecodeSpeed.Of(suggestion.Fit!)?.PerSequence.High >= ReadingSpeed ? 3 : Great,
        SuggestionKind.Context or SuggestionKind.Users => 4,
        SuggestionKind.SmallerModel => 5,
        _ => 7,
    };

    /// <summary>Whether one suggestion is at least as good as another on the same engine in everything, and better in something.</summary>
    public static bool Dominates(Suggestion one, Suggestion other)
    {
        if (ReferenceEquals(one, other) || one.Changed.Engine != other.Changed.Engine)
            return false;
        Span<int> order =
        [
            one.Estimate.Parameters.Count.CompareTo(other.Estimate.Parameters.Count),
            Rounded(one.Changed.Weights.BitsPerWeight).CompareTo(Rounded(other.Changed.Weights.BitsPerWeight)),
            one.Changed.Keys.Layout.BitsPerElement.CompareTo(other.Changed.Keys.Layout.BitsPerElement),
            one.Changed.Context.Count.CompareTo(other.Changed.Context.Count),
            one.Changed.Sequences.CompareTo(other.Changed.Sequences),
            other.Fit!.Count.CompareTo(one.Fit!.Count),
            Host(other).CompareTo(Host(one)),
            other.Fit.Verdict.CompareTo(one.Fit.Verdict),
        ];
        var better = false;
        foreach (var sign in order)
        {
            if (sign < 0)
                return false;
            better |= sign > 0;
        }

        return better;
    }

    private static double Rounded(double bits) => Math.Round(bits * 4);

    /// <summary>Host memory beside what every program of the kind keeps there, the token embedding.</summary>
    private static Bytes Host(Suggestion suggestion) => suggestion.Kind == SuggestionKind.HostMemory ? suggestion.Estimate.HostWeights : Bytes.Zero;
}
