using VramBot.Core.Fitting;
using VramBot.Core.Speed;

namespace VramBot.Core.Costs;

/// <summary>A set of equal cards that holds a request, and what it costs.</summary>
/// <param name="Fit">The cards, and how the request sits on them.</param>
/// <param name="PriceUsd">US dollars for all of them, without the computer around them.</param>
public sealed record BudgetOffer(GpuFit Fit, decimal PriceUsd)
{
    /// <summary>How fast it answers; null for training, and where that is not known.</summary>
    public DecodeRate? Speed { get; init; }

    /// <summary>Buying them against renting them; null where nobody is known to rent them out.</summary>
    public BreakEven? BreakEven => BreakEven.Of(Fit.Gpu, Fit.Count);

    /// <summary>The quality of its weights, in bits.</summary>
    internal double Bits => Fit.Estimate.Request.Weights.BitsPerWeight;

    /// <summary>The speed to compare by: that at the lower bound; of a run the arithmetic of all cards, which bounds it.</summary>
    internal double Pace => Fit.Estimate.Request.Training is null ? Speed?.PerSequence.Low ?? 0 : Fit.Count * (Fit.Gpu.DenseTeraflops ?? Fit.Gpu.ShaderTeraflops ?? 0);
}
