namespace VramBot.Core.Estimation.Training;

/// <summary>What the data-parallel ranks divide among them.</summary>
public enum Sharding
{
    /// <summary>Nothing: each rank holds all of it (DDP); a single GPU.</summary>
    None,

    /// <summary>Optimizer states (ZeRO stage 1, arXiv:1910.02054; Megatron's distributed optimizer).</summary>
    OptimizerStates,

    /// <summary>Optimizer states and gradients (ZeRO stage 2).</summary>
    Gradients,

    /// <summary>Optimizer states, gradients and weights (ZeRO stage 3).</summary>
    Zero3,

    /// <summary>The same by FSDP's first version: one flat parameter a layer (arXiv:2304.11277).</summary>
    FullyShardedFlat,

    /// <summary>The same by FSDP's second version, tensor by tensor.</summary>
    FullyShardedTensors,

    /// <summary>Optimizer states and gradients by FSDP, weights only between steps: they stay gathered from the forward pass to the end of the backward pass (SHARD_GRAD_OP).</summary>
    FullyShardedGradients,

    /// <summary>Everything inside each node, whole copies from node to node (FSDP's HYBRID_SHARD).</summary>
    Hybrid,
}
