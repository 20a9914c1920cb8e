using VramBot.Commands.Handlers;
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
            VramReply.Weights(estimate),
            RunWords.PrecisionOf(request),
            RunWords.OptimizerOf(run.Optimizer),
            run.StepsInBackward ? Tr("step inside the backward pass") : null,
            RunWords.CheckpointingOf(run.Checkpointing),
            RunWords.LossOf(run.Loss),
            RunWords.AttentionOf(run.Attention),
            run.Accumulation == 1 ? Tr("no accumulation") : Tr($"{run.Accumulation} micro-batches a step"),
            request.Parallelism.Gpus > 1 ? RunWords.ShardingOf(request) ?? Tr("whole copies on each GPU") : null,
            .. TrainingPresets.Habits(request).Select(sentence => sentence.TrimEnd('.')),
            TrainingHostMemory.Of(estimate) is var host && host > Bytes.Zero ? Tr($"{Figures.Gibibytes(host)} GiB more in host memory") : null,
            VramReply.BasisOf(estimate),
        ];
        return string.Join(" · ", said.OfType<string>());
    }
}
