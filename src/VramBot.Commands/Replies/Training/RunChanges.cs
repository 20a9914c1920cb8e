using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Training;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies.Training;

/// <summary>What a suggestion changes in a run, switch by switch, each with what it costs.</summary>
/// <remarks>
/// <para>Checkpointing computes each layer's forward pass again, one third of forward and backward together (arXiv:1604.06174, section 4). Unsloth names 1.9 % more time for checkpoints in host
/// memory (unsloth.ai/blog/long-context).</para>
/// <para>LoRA learns less than training every weight where there is much to learn, and forgets less (arXiv:2405.09673). QLoRA: 39 % more time than LoRA beside 16-bit weights
/// (lightning.ai, "Finetuning LLMs with LoRA and QLoRA: Insights from Hundreds of Experiments"); accuracy about that of 16-bit LoRA (arXiv:2305.14314, section 4).</para>
/// <para>8-bit states train as well as 32-bit ones (arXiv:2110.02861). ZeRO-3 moves half as much again between cards as copies do (arXiv:1910.02054, section 7). ZeRO-Offload's
/// optimizer works on the processor and over PCIe (arXiv:2101.06840).</para>
/// </remarks>
internal static class RunChanges
{
    /// <summary>The changes between two requests, the task first.</summary>
    public static IEnumerable<RunChange> Of(EstimateRequest asked, EstimateRequest changed)
    {
        var (was, run) = (asked.Training!, changed.Training!);
        if (changed.Engine.Kind != asked.Engine.Kind)
        {
            yield return changed.Training!.TrainsAllWeights
                ? new(Tr($"{changed.Engine.Engine.Label}, each layer's step in the backward pass, 8-bit states"), Tr("every weight, no accumulation"))
                : new(Tr($"{changed.Engine.Engine.Label}, experts in 4 bit too"), Tr("about as good"));
            yield break;
        }

        if (run.Task != was.Task)
            yield return Task(changed, was.Task);
        if (run.Loss != was.Loss && run.Loss == LossKernel.FusedLinear)
            yield return new(Tr("fused loss (Liger)"), Tr("same result"));
        if (changed.Sequences != asked.Sequences)
            yield return changed.Sequences < asked.Sequences
                ? new(Tr($"micro-batch {changed.Sequences}, {run.Accumulation} accumulated"), Tr("same gradients"))
                : new(Tr($"micro-batch {changed.Sequences}"), Tr("fills the GPU better"));
        if (changed.Context != asked.Context)
            yield return new(Tr($"{Figures.Tokens(changed.Context)} tokens a sample"), Tr("longer samples are cut"));
        foreach (var change in Switches(asked, changed, was, run))
            yield return change;
    }

    private static IEnumerable<RunChange> Switches(EstimateRequest asked, EstimateRequest changed, TrainingRun was, TrainingRun run)
    {
        if (run.Checkpointing != was.Checkpointing)
            yield return Checkpoints(run.Checkpointing);
        if (run.Optimizer != was.Optimizer)
            yield return new(RunWords.OptimizerOf(run.Optimizer), Tr("about as good"));
        if (run.Sharding != was.Sharding && changed.Parallelism == asked.Parallelism && RunWords.ShardingOf(changed) is { } sharding)
            yield return new(sharding, Tr("more traffic between the cards"));
        if (run.Offload != was.Offload)
            yield return new(Tr("optimizer in host memory"), Tr("steps several times slower"));
    }

    private static RunChange Task(EstimateRequest changed, TrainingTask was) => (changed.Training!.Task, was) switch
    {
        (TrainingTask.LowRank, TrainingTask.QuantizedLowRank) => new(Tr("LoRA beside 16-bit weights"), Tr("faster steps, nothing rounded")),
        (TrainingTask.LowRank, _) => new(RunWords.MethodOf(changed), Tr("learns less than training every weight")),
        (TrainingTask.QuantizedLowRank, TrainingTask.LowRank) => new(Tr("QLoRA in nf4"), Tr("about as good, steps about 40 % slower")),
        (TrainingTask.QuantizedLowRank, _) => new(RunWords.MethodOf(changed), Tr("a little below LoRA, steps slower")),
        _ => new(Capital.Of(Tr("full fine-tuning")), Tr("can learn more than adapters")),
    };

    private static RunChange Checkpoints(Checkpointing checkpointing) => checkpointing switch
    {
        Checkpointing.None => new(Tr("no checkpointing"), Tr("a quarter less compute")),
        Checkpointing.Offloaded => new(Tr("checkpoints in host memory"), Tr("about 2 % slower, by Unsloth's figures")),
        _ => new(Tr("checkpointing"), Tr("about a third more compute")),
    };
}
