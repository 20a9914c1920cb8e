using VramBot.Core.Engines;
using VramBot.Core.Estimation.Training;

namespace VramBot.Commands.Grammar;

/// <summary>What the frameworks that train can be told to do.</summary>
/// <remarks>
/// Source: their documentation and recipes. Unsloth trains on one GPU or copies of it; torchtune and torchtitan divide by FSDP2 alone; LitGPT by Fabric's FSDP; Megatron by its
/// distributed optimizer or its own FSDP; DeepSpeed by ZeRO; the ones on Transformers' trainer by either.
/// </remarks>
internal static class TrainingEngines
{
    /// <summary>The framework when none is named: Transformers with TRL and PEFT; Megatron where stages or experts are spread, which Transformers' trainer does not do.</summary>
    public static EngineRelease Default(int? pipeline, int? experts) => pipeline > 1 || experts > 1 ? KnownEngines.Megatron.At() : KnownEngines.Transformers.At();

    /// <summary>The sharding that a framework understands by a word, or null when it has none of the kind; plain <c>fsdp</c> is the version that it has.</summary>
    public static Sharding? Meant(EngineKind engine, Sharding said) => (engine, said) switch
    {
        (_, Sharding.None) => said,
        (EngineKind.Unsloth, _) => null,
        (EngineKind.DeepSpeed, Sharding.OptimizerStates or Sharding.Gradients or Sharding.Zero3) => said,
        (EngineKind.DeepSpeed, _) => null,
        (EngineKind.Torchtune or EngineKind.TorchTitan, Sharding.FullyShardedFlat) => Sharding.FullyShardedTensors,
        (EngineKind.Torchtune or EngineKind.TorchTitan, Sharding.FullyShardedTensors or Sharding.Hybrid) => said,
        (EngineKind.Torchtune or EngineKind.TorchTitan, _) => null,
        (EngineKind.LitGpt, Sharding.FullyShardedFlat or Sharding.Hybrid) => said,
        (EngineKind.LitGpt, _) => null,
        (EngineKind.Megatron, Sharding.FullyShardedFlat) => Sharding.FullyShardedTensors,
        (EngineKind.Megatron, Sharding.OptimizerStates or Sharding.FullyShardedTensors) => said,
        (EngineKind.Megatron, _) => null,
        _ => said,
    };

    /// <summary>What to write for <c>zero:</c> with a framework, the usual first; empty when it divides nothing.</summary>
    public static string[] ShardingWords(EngineKind engine) => engine switch
    {
        EngineKind.Unsloth => [],
        EngineKind.DeepSpeed => ["3", "2", "1"],
        EngineKind.Torchtune or EngineKind.TorchTitan => ["fsdp2", "hsdp"],
        EngineKind.LitGpt => ["fsdp", "hsdp"],
        EngineKind.Megatron => ["1", "fsdp2"],
        _ => ["3", "2", "1", "fsdp", "fsdp2", "hsdp"],
    };

    /// <summary>Whether it divides matrices over GPUs.</summary>
    public static bool HasTensorParallel(EngineKind engine) => engine is not (EngineKind.Unsloth or EngineKind.LitGpt);

    /// <summary>Whether it has pipeline stages.</summary>
    public static bool HasPipeline(EngineKind engine) => engine is EngineKind.Megatron or EngineKind.TorchTitan or EngineKind.DeepSpeed;

    /// <summary>Whether it spreads routed experts; on Transformers by fms-acceleration's MoE kernels.</summary>
    public static bool HasExpertParallel(EngineKind engine) => engine is EngineKind.Megatron or EngineKind.TorchTitan or EngineKind.DeepSpeed or EngineKind.Transformers;
}
