using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Training;

/// <summary>The weights of one rank before any sharding over data-parallel ranks: bytes as they are stored, and how many of them by place.</summary>
/// <remarks>
/// Formula: Σ over tensors of their size in the format; layers and experts divided by the tensor-parallel, expert-parallel and pipeline ranks as frameworks do
/// it: norms and the vision tower are whole on each rank, embedding and head are divided by vocabulary. Every weight that is trained has the run's own width.
/// </remarks>
internal sealed record WeightPlaces
{
    private const int HalfWidth = 2;

    /// <summary>Embedding and, where it is a tensor of its own, the head: bytes.</summary>
    public required Bytes Ends { get; init; }

    /// <summary>Their weights.</summary>
    public required long EndParameters { get; init; }

    /// <summary>All layers without routed experts: bytes.</summary>
    public required Bytes Layers { get; init; }

    /// <summary>Their weights.</summary>
    public required long LayerParameters { get; init; }

    /// <summary>Routed experts: bytes.</summary>
    public required Bytes Experts { get; init; }

    /// <summary>Their weights.</summary>
    public required long ExpertParameters { get; init; }

    /// <summary>The vision or audio tower: bytes.</summary>
    public required Bytes Tower { get; init; }

    /// <summary>The largest layer, experts counted: bytes.</summary>
    public required Bytes LargestLayer { get; init; }

    /// <summary>Its weights.</summary>
    public required long LargestLayerParameters { get; init; }

    /// <summary>The largest matrix: its weights.</summary>
    public required long LargestMatrix { get; init; }

    /// <summary>The largest matrix of a layer: its weights.</summary>
    public required long LargestLayerMatrix { get; init; }

    /// <summary>All bytes.</summary>
    public Bytes All => Ends + Layers + Experts + Tower;

    /// <summary>All weights but the tower's.</summary>
    public long Parameters => EndParameters + LayerParameters + ExpertParameters;

    /// <summary>Sizes every tensor, or null when the format gives no size.</summary>
    public static WeightPlaces? Of(TrainingStep step)
    {
        var network = step.Network;
        var hasExperts = HasExperts(network);
        var trained = step.Run.TrainsAllWeights;
        var sums = new WeightSums();
        foreach (var (tensors, layers) in TensorKinds.Of(network))
        {
            foreach (var tensor in tensors)
            {
                if (SizeOf(step, tensor, trained, hasExperts) is not { } size)
                    return null;
                sums.Add(tensor, layers, size, SharesOf(step, tensor.Role));
            }

            sums.EndLayer();
        }

        return sums.Of(step.Pipeline, step.Pipeline > 1 && !network.TiedEmbeddings ? 2 : 1);
    }

    /// <summary>Weights of the adapters.</summary>
    public static long AdapterParameters(TrainingStep step, LoraAdapter adapter)
    {
        if (adapter.StatedParameters is { } stated)
            return stated;
        long sum = 0;
        foreach (var (tensors, layers) in TensorKinds.Of(step.Network))
            foreach (var tensor in tensors)
                if (adapter.Targets.Carries(tensor.Role))
                    sum += layers * (tensor.Count * ((adapter.Rank * (tensor.Rows + tensor.Columns)) + (adapter.IsDora ? tensor.Rows : 0)) / SharesOf(step, tensor.Role));
        return sum / step.Pipeline;
    }

    private static Bytes? SizeOf(TrainingStep step, TensorGroup tensor, bool trained, bool hasExperts)
    {
        if (trained && tensor.Role != TensorRole.Tower)
            return Bytes.FromBytes(tensor.Parameters.Count * step.TrainedWidth);
        return FusedExperts.Stays(step.Request, tensor.Role)
            ? Bytes.FromBytes(tensor.Parameters.Count * HalfWidth)
            : TorchTensorSizing.SizeOf(step.Request.Weights, tensor, hasExperts);
    }

    /// <summary>Ranks that a tensor is divided over, beside the data-parallel ones.</summary>
    private static int SharesOf(TrainingStep step, TensorRole role) => role switch
    {
        TensorRole.Norm or TensorRole.Tower or TensorRole.Router or TensorRole.Bias or TensorRole.Extra => 1,
        TensorRole.ExpertGate or TensorRole.ExpertUp or TensorRole.ExpertDown => step.Run.ExpertParallel > 1 ? step.Run.ExpertParallel : step.Tensor,
        _ => step.Tensor,
    };

    private static bool HasExperts(Network network)
    {
        foreach (var (layer, _) in LayerKinds.Of(network))
            if (layer.Experts is not null)
                return true;
        return false;
    }
}
