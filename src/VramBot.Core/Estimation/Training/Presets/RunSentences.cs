using VramBot.Core.Engines;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Estimation.Training.Presets;

/// <summary>A run in words, in the order in which its switches move memory.</summary>
internal static class RunSentences
{
    /// <summary>All of it; worded when it is read.</summary>
    public static IEnumerable<string> Of(EngineRelease engine, TrainingRun run)
    {
        foreach (var sentence in new[] { Weights(engine, run), Residual(run), Optimizer(run), Checkpoints(run), Loss(run), Shards(run), Samples(run) })
            if (sentence is not null)
                yield return sentence;
    }

    /// <summary>Only what no option says: the types that the framework chooses, and how it joins samples.</summary>
    public static IEnumerable<string> Habits(EngineRelease engine, TrainingRun run) =>
        new[] { Weights(engine, run), Residual(run), Samples(run) }.OfType<string>();

    private static string Weights(EngineRelease engine, TrainingRun run) => run switch
    {
        { Adapter.InFloat: true, MasterWeights: false } => Tr($"{KeeperOf(engine.Kind)} keeps adapters in 32 bit."),
        { Adapter: not null, MasterWeights: true } => Tr($"{engine.Engine.Label} keeps 32-bit copies of the adapters beside 16-bit ones."),
        { Adapter: not null } => Tr($"{engine.Engine.Label} keeps adapters in 16 bit."),
        { MasterWeights: true, FloatGradients: true } => Tr("16-bit weights, with 32-bit weights, moments and gradients beside them."),
        { MasterWeights: true } => Tr("16-bit weights and gradients, with 32-bit weights and moments beside them."),
        { Precision: TrainingPrecision.Mixed } => Tr("Weights and gradients are 32 bit, matrices are multiplied in 16 bit."),
        { Precision: TrainingPrecision.FloatShards } => Tr("Weights and gradients are 32 bit in shards, gathered and multiplied in 16 bit."),
        { Precision: TrainingPrecision.Full } => Tr("Everything is 32 bit."),
        _ => Tr("Weights and gradients are 16 bit."),
    };

    private static string KeeperOf(EngineKind engine) => engine switch
    {
        EngineKind.Unsloth => "Unsloth",
        EngineKind.TorchTitan => "torchtitan",
        EngineKind.LitGpt => "LitGPT",
        EngineKind.Torchtune => "torchtune",
        EngineKind.Megatron => "Megatron",
        _ => "PEFT",
    };

    private static string? Residual(TrainingRun run) =>
        run.FloatResidual ? Tr("PEFT's preparation of quantized models makes norms and the residual stream 32 bit.") : null;

    private static string Optimizer(TrainingRun run)
    {
        var name = run.Optimizer switch
        {
            OptimizerKind.AdamW => Tr("AdamW in PyTorch's foreach loop"),
            OptimizerKind.FusedAdamW => Tr("AdamW in one fused kernel"),
            OptimizerKind.AdamW8Bit => Tr("AdamW with 8-bit moments"),
            OptimizerKind.PagedAdamW8Bit => Tr("AdamW with 8-bit moments that the driver can move to the host"),
            OptimizerKind.PagedAdamW => Tr("AdamW with 32-bit moments that the driver can move to the host"),
            OptimizerKind.Adafactor => Tr("Adafactor, a row and a column of moments a matrix"),
            OptimizerKind.Sgd => Tr("plain gradient descent"),
            OptimizerKind.SgdMomentum => Tr("gradient descent with momentum"),
            OptimizerKind.Lion => Tr("Lion with a 32-bit moment"),
            OptimizerKind.Lion8Bit => Tr("Lion with an 8-bit moment"),
            OptimizerKind.Lomo => Tr("LOMO, which steps inside the backward pass"),
            OptimizerKind.GaLore => Tr("GaLore at rank 128"),
            OptimizerKind.Muon => Tr("Muon for matrices of layers, AdamW for the rest"),
            _ => Tr("BAdam, one layer at a time"),
        };
        return run.StepsInBackward ? Tr($"Optimizer: {name}, each layer's step taken in the backward pass.") : Tr($"Optimizer: {name}.");
    }

    private static string Checkpoints(TrainingRun run) => run.Checkpointing switch
    {
        Checkpointing.None => Tr("Checkpointing is off: all activations are kept."),
        Checkpointing.Selective => Tr("Checkpointing is selective: results of matrix products and attention are kept."),
        Checkpointing.Offloaded => Tr("Checkpointing is on, each layer's input goes to host memory."),
        _ => Tr("Checkpointing is on: each layer's input is kept."),
    };

    private static string? Loss(TrainingRun run) => run.Loss switch
    {
        LossKernel.ShiftedCopy or LossKernel.ShiftedCopyKeepingLogits => Tr("The loss holds whole logits and a shifted copy in 32 bit."),
        LossKernel.ShiftedLabels => Tr("The loss holds whole logits, in 32 bit too."),
        LossKernel.KeptForMetrics => Tr("The loss holds whole logits in 32 bit, and they are kept for the accuracy."),
        LossKernel.FusedCrossEntropy or LossKernel.FusedCrossEntropyKeepingLogits => Tr("The cross-entropy is fused, over whole logits."),
        LossKernel.HalfPrecision => Tr("The loss holds whole logits in 16 bit."),
        LossKernel.Chunked => Tr("The loss works in chunks over whole logits."),
        LossKernel.FusedLinear => Tr("Head and loss work together in chunks: whole logits never exist."),
        LossKernel.Compiled => Tr("The loss is compiled, over whole logits."),
        LossKernel.VocabularyParallel => Tr("The loss works on logits divided by vocabulary over tensor-parallel ranks."),
        _ => null,
    };

    private static string? Shards(TrainingRun run) => run.Sharding switch
    {
        Sharding.OptimizerStates => Tr("The ranks divide optimizer states (ZeRO 1)."),
        Sharding.Gradients => Tr("The ranks divide optimizer states and gradients (ZeRO 2)."),
        Sharding.Zero3 => Tr("The ranks divide optimizer states, gradients and weights (ZeRO 3)."),
        Sharding.FullyShardedFlat => Tr("The ranks divide everything (FSDP)."),
        Sharding.FullyShardedGradients => Tr("The ranks divide optimizer states and gradients, and weights between steps (FSDP's SHARD_GRAD_OP)."),
        Sharding.FullyShardedTensors => Tr("The ranks divide everything, tensor by tensor (FSDP2)."),
        Sharding.Hybrid => Tr("The ranks of a node divide everything (FSDP's HYBRID_SHARD)."),
        _ => null,
    };

    private static string? Samples(TrainingRun run) => run.Packing switch
    {
        SamplePacking.Packed => Tr("Samples are packed to full rows."),
        SamplePacking.PaddingFree => Tr("Samples of a batch are joined without padding."),
        _ => null,
    };
}
