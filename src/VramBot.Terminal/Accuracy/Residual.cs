using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Bands;

namespace VramBot.Terminal.Accuracy;

/// <summary>One figure of a case beside its estimate. Sizes are GiB; a cache is compared by what a token takes where the engine makes a pool of it.</summary>
/// <param name="Outcome">The case.</param>
/// <param name="Component">The figure's name in tables.</param>
/// <param name="Parts">The estimate's parts that it stands for, with their sizes.</param>
/// <param name="Measured">What was measured.</param>
internal sealed record Residual(CaseOutcome Outcome, string Component, IReadOnlyList<(PartKind Kind, double Gibibytes)> Parts, double Measured)
{
    /// <summary>What was estimated.</summary>
    public double Predicted => Parts.Sum(part => part.Gibibytes);

    /// <summary>Whether it was worked out from a total: it makes a band, but is not itself a figure of the case.</summary>
    public bool IsImplied { get; init; }

    /// <summary>Whether it is an engine's whole budget, which has no band: the engine takes it whatever its parts are.</summary>
    public bool IsBudget { get; init; }

    /// <summary>Whether it is a sum of parts that other figures state one by one.</summary>
    public bool IsSum { get; init; }

    /// <summary>What a training run's figure counts; null for inference.</summary>
    public TrainingCounter? Counter { get; init; }

    /// <summary>The error as tables print it: (estimated − measured) / measured.</summary>
    public double Error => (Predicted - Measured) / Measured;

    /// <summary>The error in the unit of the part's <see cref="Spread"/>.</summary>
    public double Deviation => !IsSum && Spread.IsOfGibibytes(Parts[0].Kind) ? Measured - Predicted : (Measured / Predicted) - 1;

    /// <summary>The name of its part in <see cref="BandRow"/>.</summary>
    public string PartName => Counter?.ToString() ?? (!IsSum ? Parts[0].Kind.ToString() : Parts.Any(part => part.Kind == PartKind.Context) ? BandRow.Sum : BandRow.SumBesideContext);

    /// <summary>The engine and its releases.</summary>
    public ReleaseRange Releases => ReleaseRanges.Of(Outcome.Estimate!.Request.Engine);

    /// <summary>The kind of architecture.</summary>
    public ArchitectureKind Architecture => ArchitectureKinds.Of(Outcome.Estimate!.Request.Model);

    /// <summary>The keys of all bands that it belongs to; what an incomplete model lacks says nothing of complete ones.</summary>
    public IEnumerable<BandKey> Keys()
    {
        if (Outcome.Estimate!.Request is { Training: { } run } request)
            return TrainingBands.Ladder(Releases.Engine, run.Task, request.Parallelism.Gpus > 1);
        var kind = IsSum ? ArchitectureKinds.Word(Architecture) : BandKey.KindOf(Parts[0].Kind, Architecture, Outcome.Estimate!.Request.Parallelism.Gpus > 1);
        return BandKey.Ladder(Releases, Outcome.Case.Task, kind).Where(key => kind != BandKey.Incomplete || key.Kind == kind);
    }

    /// <summary>Whether the figure lies in the band of its parts.</summary>
    public bool IsInside(BandTable bands)
    {
        const double RoundingOfDoubles = 1e-9;
        if (Counter is { } counter)
        {
            var whole = bands.Training.Of(Outcome.Estimate!.Request, counter);
            return Deviation >= Math.Min(0, whole.Low) - RoundingOfDoubles && Deviation <= Math.Max(0, whole.High) + RoundingOfDoubles;
        }

        var (low, high) = bands.Of(Outcome.Estimate!.Request).Around(Parts);
        return Measured >= low - RoundingOfDoubles && Measured <= high + RoundingOfDoubles;
    }
}
