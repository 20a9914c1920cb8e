using VramBot.Core.Engines;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Training;

/// <summary>What an optimizer takes when every weight is trained, from the shapes of the tensors where it goes by them.</summary>
/// <remarks>
/// <para>Units: bytes a trained weight, the mean over all tensors but the vision tower's, so that they are divided as weights are; the update of the largest tensor
/// in bytes, divided by the tensor-parallel ranks alone.</para>
/// <para>BAdam trains one layer at a time: its 32-bit weights and two moments, 12 bytes a weight of the layer, and the gradients' 32-bit copy at the step
/// (Ledzy/BAdam, src/badam/block_optim.py). LOMO takes each tensor's step inside the backward pass (OpenLMLab/LOMO, lomo_optim/lomo.py).</para>
/// </remarks>
internal readonly record struct OptimizerMemory
{
    /// <summary>States in PyTorch's memory.</summary>
    public double States { get; private init; }

    /// <summary>States in memory that the driver can move to the host.</summary>
    public double PagedStates { get; private init; }

    /// <summary>What a step takes for all tensors at once.</summary>
    public double Step { get; private init; }

    /// <summary>What a step takes for one tensor after another: the largest such update.</summary>
    public Bytes LargestUpdate { get; private init; }

    /// <summary>Whether gradients of one layer exist at a time, whatever the run says.</summary>
    public bool HoldsOneLayer { get; private init; }

    /// <summary>The memory of the run's optimizer over all weights.</summary>
    public static OptimizerMemory Of(TrainingStep step, WeightPlaces places)
    {
        var kind = step.Run.Optimizer;
        var width = step.Run.MasterWeights ? sizeof(float) : step.TrainedWidth;
        return kind switch
        {
            OptimizerKind.Lomo => new() { HoldsOneLayer = true },
            OptimizerKind.BAdam => OfBlock((double)places.LargestLayerParameters / Math.Max(1, places.Parameters)),
            OptimizerKind.AdamW8Bit or OptimizerKind.PagedAdamW8Bit or OptimizerKind.PagedAdamW or OptimizerKind.Lion8Bit
                or OptimizerKind.Adafactor or OptimizerKind.GaLore or OptimizerKind.Muon => OfTensors(step, kind, width),
            _ => new() { States = OptimizerBytes.States(kind, width), Step = OptimizerBytes.Step(kind, width) },
        };
    }

    private static OptimizerMemory OfBlock(double share) => new()
    {
        States = share * OptimizerBytes.States(OptimizerKind.BAdam, sizeof(float)),
        Step = share * OptimizerBytes.Step(OptimizerKind.BAdam, sizeof(float)),
        HoldsOneLayer = true,
    };

    private static OptimizerMemory OfTensors(TrainingStep step, OptimizerKind kind, int width)
    {
        var rules = new TensorStates(kind, width, step.Run.FloatGradients ? sizeof(float) : step.TrainedWidth, WidensEmbeddings(step.Request.Engine.Kind));
        var (weights, states, paged, together, largest) = (0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var tensor in TensorInventory.Of(step.Network))
        {
            if (tensor.Role == TensorRole.Tower)
                continue;
            weights += tensor.Parameters.Count;
            states += tensor.Count * rules.States(tensor);
            paged += tensor.Count * rules.PagedStates(tensor);
            together += tensor.Count * rules.TogetherAtStep(tensor);
            largest = Math.Max(largest, rules.Update(tensor));
        }

        return new()
        {
            States = states / Math.Max(1, weights),
            PagedStates = paged / Math.Max(1, weights),
            LargestUpdate = Bytes.FromBytes((long)(Math.Max(largest, together) / step.Tensor)),
        };
    }

    /// <summary>
    /// Transformers' trainer, and what is built on it, keeps 8-bit optimizers' moments of embeddings in 32 bit (huggingface/transformers, trainer.py,
    /// create_optimizer: GlobalOptimManager.register_module_override).
    /// </summary>
    private static bool WidensEmbeddings(EngineKind engine) => engine is not (EngineKind.Torchtune or EngineKind.LitGpt or EngineKind.TorchTitan or EngineKind.Megatron);
}
