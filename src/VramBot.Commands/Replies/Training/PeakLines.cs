using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Units;

namespace VramBot.Commands.Replies.Training;

/// <summary>Words when a step takes the most, and what each counter shows then.</summary>
internal static class PeakLines
{
    public static IEnumerable<string> Of(Estimate estimate)
    {
        if (estimate.Peak is not { } peak)
            yield break;
        yield return $"Peak: {MomentOf(peak.Moment, estimate.Request)}. nvidia-smi: {Figures.Gibibytes(estimate.Total)} GiB; "
            + $"PyTorch allocates {Figures.Gibibytes(peak.Allocated)} of it and reserves {Figures.Gibibytes(peak.Reserved)}.";
        yield return $"Allocated by moment: {string.Join(" · ", peak.Moments.Where(moment => moment.Allocated > Bytes.Zero).Select(moment => $"{NameOf(moment.Moment)} {Figures.Gibibytes(moment.Allocated)}"))} GiB";
    }

    /// <summary>The short name of a moment, also in JSON.</summary>
    public static string NameOf(TrainingMoment moment) => moment switch
    {
        TrainingMoment.Load => "load",
        TrainingMoment.Loss => "loss",
        TrainingMoment.Backward => "backward",
        _ => "optimizer step",
    };

    private static string MomentOf(TrainingMoment moment, EstimateRequest request) => moment switch
    {
        TrainingMoment.Load => "while the weights are loaded; length and micro-batch change nothing",
        TrainingMoment.Loss when request.Training!.Loss is LossKernel.FusedLinear or LossKernel.None => $"the end of the forward pass, {Tokens(request)} tokens",
        TrainingMoment.Loss => $"the loss, {Figures.Number(request.Model.Network!.VocabularySize)} words × {Tokens(request)} tokens",
        TrainingMoment.Backward => $"the backward pass, {Tokens(request)} tokens",
        _ => "the optimizer's step; shorter samples or a smaller micro-batch save little",
    };

    private static string Tokens(EstimateRequest request) => Figures.Tokens(new(request.Context.Count * request.Sequences));
}
