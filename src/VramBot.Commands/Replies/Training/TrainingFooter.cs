using VramBot.Commands.Handlers;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Estimation.Training.Presets;
using VramBot.Core.Fitting;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies.Training;

/// <summary>The small print: every switch that matters and was not said otherwise, host memory, what the band was read off.</summary>
internal static class TrainingFooter
{
    public static string Of(VramAnswer answer)
    {
        var estimate = answer.Estimate;
        var request = estimate.Request;
        var run = request.Training!;
        string?[] said =
        [
            Model(estimate),
            RunWords.PrecisionOf(request),
            RunWords.OptimizerOf(run.Optimizer),
            run.StepsInBackward ? "step inside the backward pass" : null,
            RunWords.CheckpointingOf(run.Checkpointing),
            RunWords.LossOf(run.Loss),
            RunWords.AttentionOf(run.Attention),
            run.Accumulation == 1 ? "no accumulation" : $"{run.Accumulation} micro-batches a step",
            request.Parallelism.Gpus > 1 ? RunWords.ShardingOf(request) ?? "whole copies on each GPU" : null,
            .. TrainingPresets.Habits(request).Select(sentence => sentence.TrimEnd('.')),
            TrainingHostMemory.Of(estimate) is var host && host > Bytes.Zero ? $"{Figures.Gibibytes(host)} GiB more in host memory" : null,
            VramReply.BasisOf(estimate),
        ];
        return string.Join(" · ", said.OfType<string>());
    }

    private static string Model(Estimate estimate) => estimate.Request.Model.Network?.Layers.Any(layer => layer.Experts is not null) == true
        ? $"all {estimate.Parameters} parameters are loaded, {estimate.ActiveParameters} work per token"
        : estimate.Request.Training!.Adapter is not null && TrainedParameters.Of(estimate) is { } trained
            ? Tr($"{estimate.Parameters} parameters and {trained} in adapters ({(double)trained.Count / estimate.Parameters.Count:0.00 %})")
            : $"{estimate.Parameters} parameters";
}
