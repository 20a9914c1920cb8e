using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Training;

/// <summary>One micro-step of a run on one rank: what every term of its memory is computed from.</summary>
internal sealed record TrainingStep(EstimateRequest Request, TrainingRun Run, Network Network)
{
    private const int HalfWidth = 2;
    private const int FloatWidth = 4;

    /// <summary>GPUs of the usual server, over which FSDP's hybrid way shards.</summary>
    private const int GpusOfNode = 8;

    /// <summary>Ranks that divide every layer.</summary>
    public int Tensor => Request.Parallelism.Tensor;

    /// <summary>Pipeline stages.</summary>
    public int Pipeline => Request.Parallelism.Pipeline;

    /// <summary>Data-parallel ranks, those of context parallel among them.</summary>
    public int Data => Request.Parallelism.Copies;

    /// <summary>Tokens that one micro-step puts through this rank, T: samples × length / context-parallel ranks.</summary>
    public long Tokens => Math.Max(1, Request.Sequences * Request.Context.Count / Run.ContextParallel);

    /// <summary>The size of something that takes so many bytes for each token.</summary>
    public Bytes SizeOf(double bytesPerToken) => Bytes.FromBytes((long)(bytesPerToken * Tokens));

    /// <summary>Tokens of one sequence on this rank.</summary>
    public long Length => Math.Max(1, Request.Context.Count / Run.ContextParallel);

    /// <summary>Bytes of a weight that is trained.</summary>
    public int TrainedWidth => Run.Precision is TrainingPrecision.Mixed or TrainingPrecision.FloatShards or TrainingPrecision.Full ? FloatWidth : HalfWidth;

    /// <summary>Bytes of a number in the matrix products.</summary>
    public int ComputeWidth => Run.Precision == TrainingPrecision.Full ? FloatWidth : HalfWidth;

    /// <summary>Bytes of an element of the residual stream, R; PEFT's preparation is left out where weights are divided (huggingface/trl, models/utils.py, is_sharded_qlora).</summary>
    public int ResidualWidth => (Run.FloatResidual && WeightShards == 1) || KeepsFloat ? FloatWidth : HalfWidth;

    /// <summary>Whether what is not a matrix product is computed in 32 bit, because its weights are.</summary>
    public bool KeepsFloat => Run.Precision is TrainingPrecision.Mixed or TrainingPrecision.Full;

    /// <summary>Whether matrices are cast to 16 bit as they are used.</summary>
    public bool IsAutocast => Run.Precision is TrainingPrecision.HalfAutocast or TrainingPrecision.Mixed;

    /// <summary>Ranks that divide the weights.</summary>
    public int WeightShards => Run.Sharding switch
    {
        Sharding.Zero3 or Sharding.FullyShardedFlat or Sharding.FullyShardedTensors or Sharding.FullyShardedGradients => Data,
        Sharding.Hybrid => Math.Min(Data, GpusOfNode),
        _ => 1,
    };

    /// <summary>Ranks that divide the gradients.</summary>
    public int GradientShards => Run.Sharding == Sharding.Gradients ? Data : WeightShards;

    /// <summary>Ranks that divide the optimizer's states.</summary>
    public int StateShards => Run.Sharding switch
    {
        Sharding.None => 1,
        Sharding.Hybrid => WeightShards,
        _ => Data,
    };

    /// <summary>Whether a ZeRO stage is set, which makes DeepSpeed the launcher on a single GPU too.</summary>
    public bool RunsDeepSpeed => Run.Sharding is Sharding.OptimizerStates or Sharding.Gradients or Sharding.Zero3;

    /// <summary>Whether FSDP gathers the weights.</summary>
    public bool IsFsdp => Run.Sharding is Sharding.FullyShardedFlat or Sharding.FullyShardedTensors or Sharding.FullyShardedGradients or Sharding.Hybrid && Data > 1;

    /// <summary>Whether weights stay gathered and gradients whole from the first micro-batch of a pipeline's step to the last.</summary>
    public bool StaysGathered => IsFsdp && Pipeline > 1;

    /// <summary>Whether gradients of earlier micro-batches lie there during a forward pass.</summary>
    public bool Accumulates => Run.Accumulation > 1 || Pipeline > 1;
}
