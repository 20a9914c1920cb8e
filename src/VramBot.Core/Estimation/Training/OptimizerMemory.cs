using VramBot.Core.Engines;
using VramBot.Core.Estimation.Adapters;
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
            _ when GoesByShape(kind) => OfTensors(step, kind, width),
            _ => new() { States = OptimizerBytes.States(kind, width), Step = OptimizerBytes.Step(kind, width) },
        };
    }

    /// <summary>The memory of the run's optimizer over adapters: two matrices a target, of rank by its inputs and its outputs by rank.</summary>
    /// <param name="step">The step.</param>
    /// <param name="adapter">The adapters.</param>
    /// <param name="width">Bytes of one of their weights.</param>
    public static OptimizerMemory OfAdapters(TrainingStep step, LoraAdapter adapter, int width)
    {
        var kind = step.Run.Optimizer;
        if (!GoesByShape(kind))
            return new() { States = OptimizerBytes.States(kind, width), Step = OptimizerBytes.Step(kind, width) };
        var sums = new Sums(new TensorStates(kind, width, width, FloatEmbeddings: false));
        foreach (var (tensors, layers) in TensorKinds.Of(step.Network))
            foreach (var tensor in tensors)
            {
                if (!adapter.Targets.Carries(tensor.Role))
                    continue;
                sums.Add(tensor with { Rows = adapter.Rank }, layers);
                sums.Add(tensor with { Columns = adapter.Rank }, layers);
            }

        return sums.Of(tensorParallel: 1);
    }

    private static bool GoesByShape(OptimizerKind kind) => kind is OptimizerKind.AdamW8Bit or OptimizerKind.PagedAdamW8Bit or OptimizerKind.PagedAdamW
        or OptimizerKind.Lion8Bit or OptimizerKind.Adafactor or OptimizerKind.GaLore or OptimizerKind.Muon;

    private static OptimizerMemory OfBlock(double share) => new()
    {
        States = share * OptimizerBytes.States(OptimizerKind.BAdam, sizeof(float)),
        Step = share * OptimizerBytes.Step(OptimizerKind.BAdam, sizeof(float)),
        HoldsOneLayer = true,
    };

    private static OptimizerMemory OfTensors(TrainingStep step, OptimizerKind kind, int width)
    {
        var gradientWidth = step.Run.FloatGradients ? sizeof(float) : step.TrainedWidth;
        var sums = new Sums(new TensorStates(kind, width, gradientWidth, WidensEmbeddings(step.Request.Engine.Kind)));
        foreach (var (tensors, layers) in TensorKinds.Of(step.Network))
            foreach (var tensor in tensors)
                if (tensor.Role != TensorRole.Tower)
                    sums.Add(tensor, layers);
        return sums.Of(step.Tensor);
    }

    /// <summary>
    /// Transformers' trainer, and what is built on it, keeps 8-bit optimizers' moments of embeddings in 32 bit (huggingface/transformers, trainer.py,
    /// create_optimizer: GlobalOptimManager.register_module_override).
    /// </summary>
    private static bool WidensEmbeddings(EngineKind engine) => engine is not (EngineKind.Torchtune or EngineKind.LitGpt or EngineKind.TorchTitan or EngineKind.Megatron);

    /// <summary>The sums while tensors are added.</summary>
    private struct Sums(TensorStates rules)
    {
        private double weights;
        private double states;
        private double paged;
        private double together;
        private double largest;

        /// <summary>Groups of fewer than no weights, which correct a sum elsewhere, have no states.</summary>
        public void Add(TensorGroup tensor, int layers)
        {
            if (tensor.Parameters.Count < 0)
                return;
            weights += layers * tensor.Parameters.Count;
            states += layers * tensor.Count * rules.States(tensor);
            paged += layers * tensor.Count * rules.PagedStates(tensor);
            together += layers * tensor.Count * rules.TogetherAtStep(tensor);
            largest = Math.Max(largest, rules.Update(tensor));
        }

        public readonly OptimizerMemory Of(int tensorParallel) => new()
        {
            States = states / Math.Max(1, weights),
            PagedStates = paged / Math.Max(1, weights),
            LargestUpdate = Bytes.FromBytes((long)(Math.Max(largest, together) / tensorParallel)),
        };
    }
}
