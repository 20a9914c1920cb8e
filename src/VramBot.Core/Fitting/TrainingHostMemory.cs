using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Units;

namespace VramBot.Core.Fitting;

/// <summary>Host memory that a run needs for what it keeps there, over all its ranks of a machine.</summary>
/// <remarks>
/// <para>Formula: optimizer in host memory: 16 bytes a trained weight (32-bit weight, gradient and two moments), 18 with the 16-bit weights; layers' inputs: layers · h · 2 bytes · tokens · GPUs.</para>
/// <para>Source: deepspeedai/DeepSpeed, runtime/zero/stage_1_and_2.py (estimate_zero2_model_states_mem_needs) and stage3.py, which plan half as much again for buffers.</para>
/// </remarks>
public static class TrainingHostMemory
{
    private const long StateBytes = 16;
    private const long HalfBytes = 2;

    /// <summary>What the estimate says, or else what follows from the switches; zero when nothing is kept there.</summary>
    public static Bytes Of(Estimate estimate)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        var said = estimate.HostWeights + estimate.HostCache;
        return said > Bytes.Zero || estimate.Request is not { Training: { } run, Model.Network: { } network } ? said : States(estimate, run) + Checkpoints(estimate.Request, run, network);
    }

    private static Bytes States(Estimate estimate, TrainingRun run) => run.Offload switch
    {
        TrainingOffload.None => Bytes.Zero,
        TrainingOffload.All => Bytes.FromBytes((Trained(estimate, run) * StateBytes) + (estimate.Parameters.Count * HalfBytes)),
        _ => Bytes.FromBytes(Trained(estimate, run) * StateBytes),
    };

    /// <summary>Adapters are counted by what one GPU holds of them: 4 bytes a weight, or 2.</summary>
    private static long Trained(Estimate estimate, TrainingRun run) => run.TrainsAllWeights ? estimate.Parameters.Count : estimate[PartKind.Adapters].Count / (run.Adapter!.InFloat ? 4 : 2);

    private static Bytes Checkpoints(EstimateRequest request, TrainingRun run, Models.Network network) => run.Checkpointing == Checkpointing.Offloaded
        ? Bytes.FromBytes(network.Layers.Length * (long)network.HiddenSize * HalfBytes * request.Context.Count * request.Sequences * request.Parallelism.Gpus)
        : Bytes.Zero;
}
