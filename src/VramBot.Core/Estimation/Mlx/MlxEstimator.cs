using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Estimation.Mlx;

/// <summary>What mlx-lm takes of Apple's unified memory.</summary>
/// <remarks>
/// <para>
/// Weights: every linear layer, the embedding and the head in groups with a 16-bit scale and bias (4-bit, groups of 64: 4.5 bits a weight).
/// Cache: 16-bit, grown in steps of 256 tokens; sliding layers turn round within their window; latent attention keeps the latent row.
/// </para>
/// <para>Source: ml-explore/mlx-lm, models/cache.py and generate.py; the ten printed peaks in tests/cases/mlx.jsonl.</para>
/// </remarks>
internal static class MlxEstimator
{
    private const int CacheStep = 256;
    private const int RecurrentElementSize = 4;
    private const int ConvolutionElementSize = 2;

    public static Result<Estimate> Estimate(EstimateRequest request, Network network)
    {
        if (request.Parallelism.Gpus > 1)
            return new Problem("layout.mlx", $"{request.Parallelism.Gpus} GPUs", Tr("MLX is estimated on one Mac: leave tp and pp out."));
        if (WeightsOf(request, network) is not { } weights)
            return new Problem("format.engine", request.Weights.Label, Tr("MLX reads its own formats: mlx-4bit-g64, mlx-8bit-g64, or bf16."));
        return EstimateBuilder.Build(request, network, new()
        {
            Parts =
            [
                new(PartKind.Weights, weights, Later("groups with a 16-bit scale and bias, embeddings and head included"), request.Weights is FloatFormat ? Basis.Exact : Basis.Derived),
                new(PartKind.Cache, request.Sequences * Sum(network, layer => OfLayer(request, layer)), Later("every token that a layer still sees, in steps of 256"), Basis.Derived),
                new(PartKind.Activations, MlxActivations.Of(request, network), Later("a chunk of the prompt through what one command buffer holds"), Basis.Calibrated),
            ],
            CachePerToken = Sum(network, layer => Row(request, layer)),
            Assumptions = Assumptions(),
        });
    }

    private static IEnumerable<string> Assumptions()
    {
        yield return Tr("prompts in chunks of 2,048 tokens");
        yield return Tr("what Python and Metal themselves take is not in the sum");
    }

    private static Bytes Sum(Network network, Func<Layer, Bytes> size) =>
        LayerKinds.Of(network).Aggregate(Bytes.Zero, (sum, kind) => sum + (kind.Count * size(kind.Layer)));

    private static Bytes? WeightsOf(EstimateRequest request, Network network)
    {
        if (request.Weights is not FloatFormat && !request.Weights.Id.StartsWith("mlx", StringComparison.Ordinal))
            return null;
        var sum = Bytes.Zero;
        foreach (var tensor in TensorInventory.Of(network))
        {
            if (TorchTensorSizing.SizeOf(request.Weights, tensor, false) is not { } size)
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
        { Attention: LatentAttention latent } => request.Keys.Layout.SizeOf(latent.LatentRank + latent.RotaryDim),
        { Attention: CompressedAttention compressed } => request.Keys.Layout.SizeOf(compressed.RowWidth),
        _ => Bytes.Zero,
    };

    private static Bytes OfLayer(EstimateRequest request, Layer layer)
    {
        var grown = (request.Context.Count + CacheStep - 1) / CacheStep * CacheStep;
        var tokens = layer.Attention?.Scope is { Kind: AttentionReach.Sliding or AttentionReach.Chunked } scope ? Math.Min(grown, scope.Window.Count) : grown;
        var state = layer.Recurrence is { } recurrence
            ? Bytes.FromBytes((recurrence.StateElements * RecurrentElementSize) + (recurrence.ConvolutionStateElements * ConvolutionElementSize))
            : Bytes.Zero;
        return (tokens * Row(request, layer)) + state;
    }
}
