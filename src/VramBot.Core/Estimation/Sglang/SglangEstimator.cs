using VramBot.Core.Estimation.Serving;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Sglang;

/// <summary>What a request needs on SGLang: a first version from few runs.</summary>
/// <remarks>
/// <para>
/// Weights as torch books them and about 0.05 GiB that its falling free memory also counts; the cache token by token in every layer; the
/// pool = mem_fraction_static · free memory before the load − weights; graphs 2.5 GiB (Llama-3-8B on an H200), context 0.5 GiB.
/// </para>
/// <para>Source: 21 printed start-ups (weights median 0.6 % off).</para>
/// </remarks>
internal static class SglangEstimator
{
    private const double DefaultStaticFraction = 0.88;

    private static readonly Bytes LoadOverhead = Bytes.FromMebibytes(51);
    private static readonly Bytes Graphs = Bytes.FromGibibytes(2.5);
    private static readonly Bytes Context = Bytes.FromGibibytes(0.5);

    public static Result<Estimate> Estimate(EstimateRequest request, Network network)
    {
        if (ServingLayout.Check(request, network) is { } problem)
            return problem;
        if (RankWeights.Of(network, request.Weights, request.Parallelism, ServingLayout.PaddingOf(request)) is not { } weights)
            return ServingLayout.Unloadable(request);
        var specs = CacheSpec.Of(request, LayerKinds.Of(network));
        var perToken = specs.Aggregate(Bytes.Zero, (sum, spec) => sum + (spec.Layers * spec.TokenSize));
        var states = specs.Aggregate(Bytes.Zero, (sum, spec) => sum + (spec.Layers * spec.StateSize));
        var loaded = weights + LoadOverhead;
        var pool = request.Gpu?.Usable - Context is { } free
            ? free.Scale(request.Settings.StaticMemoryFraction ?? DefaultStaticFraction) - loaded
            : (Bytes?)null;
        return EstimateBuilder.Build(request, network, new()
        {
            Parts =
            [
                new(PartKind.Weights, loaded, "merged tensors of the fullest rank, as torch books them", Basis.Derived),
                new(PartKind.Cache, request.Sequences * ((request.Context.Count * perToken) + states), "every token in every layer; states", Basis.Exact),
                new(PartKind.Activations, Prefill(request, network), "one chunk of 8,192 tokens through the widest layer", Basis.Derived),
                new(PartKind.Graphs, request.Settings.EnforceEager ? Bytes.Zero : Graphs, "captured CUDA graphs", Basis.Calibrated),
                new(PartKind.Context, Context, "CUDA context", Basis.Calibrated),
            ],
            CachePerToken = perToken,
            Pool = pool is { } size && perToken > Bytes.Zero ? new(size, new(Math.Max(0, size.Count / perToken.Count))) : null,
            Assumptions = [$"{request.Engine}: mem_fraction_static {request.Settings.StaticMemoryFraction ?? DefaultStaticFraction:0.##}, CUDA graphs"],
        });
    }

    private static Bytes Prefill(EstimateRequest request, Network network)
    {
        const int ChunkedPrefill = 8192;
        var tokens = Math.Min(request.Context.Count, ChunkedPrefill);
        var inner = LayerKinds.Of(network).Max(kind => kind.Layer.Dense?.InnerSize ?? (kind.Layer.Experts is { } moe ? moe.ExpertsPerToken * moe.Expert.InnerSize : 0));
        return Bytes.FromBytes(2 * tokens * ((3L * inner / request.Parallelism.Tensor) + (4L * network.HiddenSize)));
    }
}
