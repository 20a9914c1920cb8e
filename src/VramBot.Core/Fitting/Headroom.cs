using VramBot.Core.Estimation;
using VramBot.Core.Gpus;
using VramBot.Core.Units;

namespace VramBot.Core.Fitting;

/// <summary>Judges an estimate against a card: what must stay free for a fit to be called one.</summary>
/// <remarks>
/// A budget that was asked for and is too small holds nothing. Fits: the upper end of the band leaves the headroom free. Tight: the estimate itself fits. The headroom of 5 % is what published estimators need
/// for no run to die out of memory (arXiv:2411.06465 asks for more where fragmentation adds up over hours of training).
/// </remarks>
internal static class Headroom
{
    private const double Share = 0.05;

    public static FitVerdict Judge(Estimate estimate, Gpu gpu) =>
        estimate.Refusal is not null && estimate.Request.Settings.SetsBudget ? FitVerdict.DoesNotFit : Judge(estimate.Total, estimate.High, gpu);

    /// <summary>The same for what one card of several holds.</summary>
    public static FitVerdict Judge(Bytes total, Bytes high, Gpu gpu)
    {
        if (total > gpu.Visible)
            return FitVerdict.DoesNotFit;
        return high <= gpu.Visible.Scale(1 - Share) ? FitVerdict.Fits : FitVerdict.Tight;
    }
}
