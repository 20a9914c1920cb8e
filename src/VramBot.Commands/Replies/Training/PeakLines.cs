using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies.Training;

/// <summary>Words when a step takes the most, and what each counter shows then.</summary>
internal static class PeakLines
{
    public static IEnumerable<string> Of(Estimate estimate)
    {
        if (estimate.Peak is not { } peak)
            yield break;
        yield return Tr($"Peak: {MomentOf(peak.Moment, estimate.Request)}. nvidia-smi: {Figures.Gibibytes(estimate.Total)} GiB; PyTorch allocates {Figures.Gibibytes(peak.Allocated)} of it and reserves {Figures.Gibibytes(peak.Reserved)}.");
        yield return Tr($"Allocated by moment: {string.Join(" · ", peak.Moments.Where(moment => moment.Allocated > Bytes.Zero).Select(moment => $"{Tr(NameOf(moment.Moment))} {Figures.Gibibytes(moment.Allocated)}"))} GiB");
    }

    /// <summary>The short name of a moment, as JSON has it; answers say it in their language.</summary>
    public static string NameOf(TrainingMoment moment) => moment switch
    {
        TrainingMoment.Load => Later("load"),
        TrainingMoment.Loss => Later("loss"),
        TrainingMoment.Backward => Later("backward"),
        _ => Later("optimizer step"),
    };

    private static string MomentOf(TrainingMoment moment, EstimateRequest request) => moment switch
    {
        TrainingMoment.Load => Tr("while the weights are loaded; length and micro-batch change nothing"),
        TrainingMoment.Loss when request.Training!.Loss is LossKernel.FusedLinear or LossKernel.None => Tr($"the end of the forward pass, {Tokens(request)} tokens"),
        TrainingMoment.Loss => Tr($"the loss, {Figures.Count(request.Model.Network!.VocabularySize)} words × {Tokens(request)} tokens"),
        TrainingMoment.Backward => Tr($"the backward pass, {Tokens(request)} tokens"),
        _ => Tr("the optimizer's step; shorter samples or a smaller micro-batch save little"),
    };

    private static string Tokens(EstimateRequest request) => Figures.Tokens(new(request.Context.Count * request.Sequences));
}
