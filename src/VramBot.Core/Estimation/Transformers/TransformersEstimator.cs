using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Transformers;

/// <summary>What generating with Transformers takes on plain PyTorch.</summary>
/// <remarks>
/// <para>Weights: the checkpoint. Cache: contiguous tensors, every token in every layer; appending holds one layer's old keys and values beside the new ones.</para>
/// <para>Prefill: <c>6i + 6h</c> bytes a token above weights and cache with one row of logits (16-bit, fused attention), exact on six shapes.</para>
/// <para>Source: huggingface/transformers, cache_utils.py and models; measured on torch.</para>
/// </remarks>
internal static class TransformersEstimator
{
    private const int RecurrentElementSize = 4;
    private const int ConvolutionElementSize = 2;

    private static readonly Bytes CudaContext = Bytes.FromGibibytes(0.5);

    public static Result<Estimate> Estimate(EstimateRequest request, Network network)
    {
        if (request.Parallelism.Tensor > 1)
            return new Problem("layout.transformers", $"tp:{request.Parallelism.Tensor}", "Transformers spreads layers over GPUs (device_map), it does not split them: write pp instead of tp.");
        if (WeightsOf(request, network) is not { } weights)
            return Serving.ServingLayout.Unloadable(request);
        var stages = request.Parallelism.Pipeline;
        var layers = network.Layers;
        var perToken = layers.Aggregate(Bytes.Zero, (sum, layer) => sum + Row(request, layer));
        var cache = request.Sequences * layers.Aggregate(Bytes.Zero, (sum, layer) => sum + OfLayer(request, layer));
        var append = request.Sequences * request.Context.Count * layers.Select(layer => Row(request, layer)).DefaultIfEmpty().Max();
        return EstimateBuilder.Build(request, network, new()
        {
            Parts =
            [
                new(PartKind.Weights, weights / stages, "the checkpoint's tensors", request.Weights is FloatFormat ? Basis.Exact : Basis.Derived),
                new(PartKind.Cache, cache / stages, "every token in every layer, one tensor a layer", Basis.Exact),
                new(PartKind.Activations, Bytes.Max(Prefill(request, network), append), "prefill of the whole context, or the copy that appending makes", Basis.Derived),
                new(PartKind.Context, CudaContext, "CUDA context and library handles", Basis.Calibrated),
            ],
            CachePerToken = perToken / stages,
            Assumptions = stages > 1 ? [$"fused attention (sdpa), layers spread over {stages} GPUs"] : ["fused attention (sdpa)"],
        });
    }

    private static Bytes? WeightsOf(EstimateRequest request, Network network)
    {
        var hasExperts = network.Layers.Any(layer => layer.Experts is not null);
        var sum = Bytes.Zero;
        foreach (var tensor in TensorInventory.Of(network))
        {
            if (TorchTensorSizing.SizeOf(request.Weights, tensor, hasExperts) is not { } size)
                return null;
            sum += size;
        }

        return sum;
    }

    private static Bytes Row(EstimateRequest request, Layer layer) => layer switch
    {
        { ReusesCache: true } => Bytes.Zero,
        { Attention: GroupedQueryAttention { Scope.Kind: not AttentionReach.Cross } grouped } =>
            grouped.KeyValueHeads * (request.Keys.Layout.SizeOf(grouped.HeadDim) + request.Values.Layout.SizeOf(grouped.ValueHeadDim)),
        { Attention: LatentAttention latent } => latent.Heads
            * (request.Keys.Layout.SizeOf(latent.PlainDim + latent.RotaryDim) + request.Values.Layout.SizeOf(latent.ValueHeadDim)),
        { Attention: CompressedAttention compressed } => request.Keys.Layout.SizeOf(compressed.RowWidth),
        _ => Bytes.Zero,
    };

    private static Bytes OfLayer(EstimateRequest request, Layer layer)
    {
        var tokens = layer.Attention?.Scope is { Kind: AttentionReach.Sliding or AttentionReach.Chunked } scope
            ? TokenCount.Min(request.Context, scope.Window)
            : request.Context;
        var state = layer.Recurrence is { } recurrence
            ? Bytes.FromBytes((recurrence.StateElements * RecurrentElementSize) + (recurrence.ConvolutionStateElements * ConvolutionElementSize))
            : Bytes.Zero;
        return (tokens.Count * Row(request, layer)) + state;
    }

    private static Bytes Prefill(EstimateRequest request, Network network)
    {
        var inner = LayerKinds.Of(network).Max(kind => kind.Layer.Dense?.InnerSize ?? (kind.Layer.Experts is { } moe ? moe.ExpertsPerToken * moe.Expert.InnerSize : 0));
        return Bytes.FromBytes(6 * request.Sequences * request.Context.Count * ((long)inner + network.HiddenSize));
    }
}
