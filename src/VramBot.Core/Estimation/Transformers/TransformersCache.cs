using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Transformers;

/// <summary>Cached keys and values as Transformers keeps them: one contiguous tensor each a layer, appended by concatenation.</summary>
/// <remarks>
/// <para>A sliding layer keeps <c>window − 1</c> tokens, but after the prompt these are a view that holds the whole prompt until the first step.</para>
/// <para>Latent attention is cached decompressed, keys and values of every head.</para>
/// <para>Source: huggingface/transformers, cache_utils.py (DynamicLayer, DynamicSlidingWindowLayer).</para>
/// </remarks>
internal sealed class TransformersCache(EstimateRequest request, Network network)
{
    private const int RecurrentElementSize = 4;
    private const int ConvolutionElementSize = 2;

    /// <summary>One token in every layer.</summary>
    public Bytes PerToken { get; } = Sum(network, (layer, count) => count * Row(request, layer));

    /// <summary>All sequences at the full context, while decoding.</summary>
    public Bytes WhileDecoding { get; } = request.Sequences * Sum(network, (layer, count) => count * ((Reach(layer, request.Context) * Row(request, layer)) + StateOf(layer)));

    /// <summary>What appending to one layer holds twice: its keys or its values, old beside new.</summary>
    public Bytes WhileAppending { get; } =
        LayerKinds.Of(network).Aggregate(Bytes.Zero, (most, kind) => Bytes.Max(most, request.Sequences * Reach(kind.Layer, request.Context) * WiderHalf(request, kind.Layer)));

    /// <summary>All sequences right after prompts of <paramref name="tokens"/>: windows are not cut yet.</summary>
    public Bytes AfterPrompt(long tokens) => request.Sequences * Sum(network, (layer, count) => count * ((tokens * Row(request, layer)) + StateOf(layer)));

    private static Bytes Sum(Network network, Func<Layer, int, Bytes> size) =>
        LayerKinds.Of(network).Aggregate(Bytes.Zero, (sum, kind) => sum + size(kind.Layer, kind.Count));

    private static long Reach(Layer layer, TokenCount context) =>
        layer.Attention?.Scope is { Kind: AttentionReach.Sliding or AttentionReach.Chunked } scope ? Math.Min(context.Count, scope.Window.Count) : context.Count;

    private static Bytes Row(EstimateRequest request, Layer layer) => Halves(request, layer) is var (keys, values) ? keys + values : Bytes.Zero;

    private static Bytes WiderHalf(EstimateRequest request, Layer layer) => Halves(request, layer) is var (keys, values) ? Bytes.Max(keys, values) : Bytes.Zero;

    private static (Bytes Keys, Bytes Values) Halves(EstimateRequest request, Layer layer) => layer switch
    {
        { ReusesCache: true } => default,
        { Attention: GroupedQueryAttention { Scope.Kind: not AttentionReach.Cross } grouped } =>
            (grouped.KeyValueHeads * request.Keys.Layout.SizeOf(grouped.HeadDim), grouped.KeyValueHeads * request.Values.Layout.SizeOf(grouped.ValueHeadDim)),
        { Attention: LatentAttention latent } =>
            (latent.Heads * request.Keys.Layout.SizeOf(latent.PlainDim + latent.RotaryDim), latent.Heads * request.Values.Layout.SizeOf(latent.ValueHeadDim)),
        { Attention: CompressedAttention compressed } => (request.Keys.Layout.SizeOf(compressed.RowWidth), Bytes.Zero),
        _ => default,
    };

    private static Bytes StateOf(Layer layer) => layer.Recurrence is { } recurrence
        ? Bytes.FromBytes((recurrence.StateElements * RecurrentElementSize) + (recurrence.ConvolutionStateElements * ConvolutionElementSize))
        : Bytes.Zero;
}
