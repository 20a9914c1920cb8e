using VramBot.Core.Engines;

namespace VramBot.Core.Estimation.Training;

/// <summary>What DeepSpeed and FSDP make of a run's types when a trainer hands the run to them, and Unsloth on cards without bf16.</summary>
/// <remarks>
/// <para>DeepSpeed casts the whole model to 16 bit, adapters too, and keeps 32-bit weights beside it (deepspeedai/DeepSpeed, runtime/bf16_optimizer.py).</para>
/// <para>Accelerate makes trained weights 32 bit before FSDP's first version shards them, when autocast is on: the shards, gradients and states are then 32 bit, what is gathered 16
/// (huggingface/accelerate, accelerator.py: "Upcasted low precision parameters"). Without autocast they stay in 16 bit, as in the published runs of full fine-tuning.</para>
/// <para>Unsloth trains every weight in 32 bit under autocast on a card without bf16, as fp16 weights would lose their updates (unslothai/unsloth, models/loader.py: full_finetuning in float16).</para>
/// </remarks>
internal static class LauncherHabits
{
    public static TrainingRun Under(EstimateRequest request, TrainingRun run) => run.Sharding switch
    {
        _ when !StandsOnAccelerate(request.Engine.Kind) => run,
        Sharding.None when request is { Engine.Kind: EngineKind.Unsloth, Gpu.HasBf16: false } && run is { TrainsAllWeights: true, Precision: TrainingPrecision.HalfAutocast } =>
            run with { Precision = TrainingPrecision.Mixed },
        Sharding.OptimizerStates or Sharding.Gradients or Sharding.Zero3 => run with
        {
            MasterWeights = true,
            Precision = run.Precision is TrainingPrecision.Full or TrainingPrecision.Mixed && run.TrainsAllWeights ? run.Precision : TrainingPrecision.Half,
            Adapter = run.Adapter is { } adapter ? adapter with { InFloat = false } : null,
        },
        Sharding.FullyShardedFlat or Sharding.FullyShardedGradients or Sharding.Hybrid when run is { TrainsAllWeights: true, Precision: TrainingPrecision.HalfAutocast } && request.Parallelism.Copies > 1 =>
            run with { Precision = TrainingPrecision.FloatShards },
        _ => run,
    };

    private static bool StandsOnAccelerate(EngineKind engine) =>
        engine is EngineKind.Transformers or EngineKind.Axolotl or EngineKind.LlamaFactory or EngineKind.MsSwift or EngineKind.DeepSpeed or EngineKind.Unsloth;
}
