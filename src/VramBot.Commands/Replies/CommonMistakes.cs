using VramBot.Commands.Handlers;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies;

/// <summary>Says in a line what is often overlooked, exactly where a request invites it.</summary>
internal static class CommonMistakes
{
    private const double SmallFormat = 5;
    private const double LargeCache = 0.25;

    public static IEnumerable<string> Of(VramAnswer answer)
    {
        var estimate = answer.Estimate;
        var weights = estimate[PartKind.Weights];
        if (answer.Own is { Verdict: FitVerdict.DoesNotFit, Rig.IsMixed: false } own)
        {
            if (weights <= own.Usable)
                yield return Tr($"The weights alone would fit, {Figures.Gibibytes(weights)} of {Figures.Gibibytes(own.Usable)} GiB: cache, buffers and the context come on top.");
            else if (Active(estimate) is { } active && active <= own.Usable)
                yield return Tr($"Only {Figures.Parameters(estimate.ActiveParameters)} of {Figures.Parameters(estimate.Parameters)} parameters work on a token, {Figures.Gibibytes(active)} GiB, but all of them are loaded.");
            if (estimate.Total > own.Usable && estimate.Total <= Bytes.FromGibibytes(own.Gpu.NominalGigabytes) && own.Gpu.OtherUse == Bytes.Zero)
                yield return Tr($"Of the {Figures.Number(own.Gpu.NominalGigabytes)} GB on the box a program can have {Figures.Gibibytes(own.Usable)} GiB.");
        }

        if (estimate.Request is { Training: null, Weights.BitsPerWeight: > 0 and <= SmallFormat, Keys.IsQuantized: false } request && estimate[PartKind.Cache].Count > LargeCache * estimate.Total.Count)
            yield return Tr($"Small weights do not make a small cache: it stays in {request.Keys.Id}, {Figures.Gibibytes(estimate[PartKind.Cache])} GiB here. `kv:` sets its format.");
    }

    private static Bytes? Active(Estimate estimate) => estimate.ActiveParameters == estimate.Parameters
        ? null
        : estimate[PartKind.Weights].Scale((double)estimate.ActiveParameters.Count / estimate.Parameters.Count);
}
