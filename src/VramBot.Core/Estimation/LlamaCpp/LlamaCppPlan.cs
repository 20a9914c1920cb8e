using VramBot.Core.Engines;
using VramBot.Core.Estimation.LlamaCpp.Graphs;
using VramBot.Core.Models;

namespace VramBot.Core.Estimation.LlamaCpp;

/// <summary>A request as llama.cpp sets itself up for it: cells, batches, streams, and which GPU holds which layer.</summary>
/// <remarks>Source: ggml-org/llama.cpp, src/llama-context.cpp, src/llama-kv-cache.cpp, src/llama-model.cpp.</remarks>
internal sealed record LlamaCppPlan
{
    private const int DefaultMicroBatch = 512;
    private const int DefaultLogicalBatch = 2048;
    private const int CellPadding = 256;

    private static readonly EngineVersion FirstFusedOllama = new(0, 13, 4);

    /// <summary>The compute capability from which on Ollama fuses attention.</summary>
    public const double FirstFusedCapability = 6.0;

    public required EstimateRequest Request { get; init; }

    public required Network Network { get; init; }

    /// <summary>What llama.cpp makes of the network.</summary>
    public required LlamaCppModel Model { get; init; }

    /// <summary>Its tensors in the request's format.</summary>
    public required LlamaCppWeights Weights { get; init; }

    /// <summary>Which device holds which layer.</summary>
    public required LayerPlacement Placement { get; init; }

    /// <summary>Which builds' memory it is.</summary>
    public required LlamaCppGeneration Generation { get; init; }

    /// <summary>Tokens of one graph, u.</summary>
    public required int MicroBatch { get; init; }

    /// <summary>Rows of logits that are reserved, o.</summary>
    public required int Outputs { get; init; }

    /// <summary>Caches side by side: one a sequence, or one for all when the cache is unified.</summary>
    public required int Streams { get; init; }

    /// <summary>Cells of one stream in layers that see everything.</summary>
    public required long Cells { get; init; }

    /// <summary>Whether attention runs fused.</summary>
    public required bool FlashAttention { get; init; }

    /// <summary>How the graph of this model class is built.</summary>
    public GraphStyle Style => Model.Style;

    /// <summary>Tokens drafted ahead, for which recurrent states keep as many snapshots.</summary>
    public int Drafts => Request.Settings.DraftTokens;

    public int Gpus => Request.Parallelism.Gpus;

    /// <summary>Whether GPUs work on different batches at once: everything on at least two of them, split by layer.</summary>
    public bool IsPipeline => Gpus > 1 && !Placement.UsesHost && !Request.Settings.RowSplit;

    /// <summary>The plan, or null when llama.cpp has no such format.</summary>
    public static LlamaCppPlan? Of(EstimateRequest request, Network network)
    {
        var settings = request.Settings;
        var model = LlamaCppModel.Of(network, request.Model.Architecture);
        if (LlamaCppWeights.Of(network, request.Weights, model.Facts) is not { } weights)
            return null;
        var generation = LlamaCppGenerations.Of(request.Engine);
        var unified = settings.UnifiedCache ?? (generation == LlamaCppGeneration.Unindexed || !LlamaCppGenerations.IsServer(request.Engine));
        var logical = settings.LogicalBatch ?? DefaultLogicalBatch;
        var streams = unified ? 1 : request.Sequences;
        var cells = Pad(request.Context.Count * (unified && settings.UnifiedCache != true ? request.Sequences : 1));
        var micro = (int)Math.Min(Math.Min(settings.MicroBatch ?? DefaultMicroBatch, logical), cells * streams);
        var plan = new LlamaCppPlan
        {
            Request = request,
            Network = network,
            Model = model,
            Weights = weights,
            Placement = LayerPlacement.Of(settings.RowSplit ? request with { Parallelism = Parallelism.OneGpu } : request, network.Layers.Length),
            Generation = generation,
            MicroBatch = micro,
            Outputs = Math.Min(micro, Math.Clamp(settings.ReservedOutputs ?? DefaultOutputs(request, generation), 1, logical)),
            Streams = streams,
            Cells = cells,
            FlashAttention = settings.FlashAttention ?? FusesAttention(request, generation),
        };
        return plan.IsBalanced ? plan with { Placement = plan.Placement with { Split = plan.ByLoad() } } : plan;
    }

    /// <summary>Whether layers are spread by their bytes: Ollama's own engine does so.</summary>
    private bool IsBalanced => Gpus > 1 && Request.Engine.Kind == EngineKind.Ollama && !LlamaCppGenerations.IsServer(Request.Engine) && Placement.Split is null;

    private LayerSplit ByLoad()
    {
        var loads = new long[Placement.OnGpus];
        for (var position = 0; position < loads.Length; position++)
            loads[position] = Placement.FirstOnGpu + position is var layer && layer < Network.Layers.Length
                ? (Weights.OfLayer(layer) + LlamaCppCache.OfLayer(this, Network.Layers[layer]) + LlamaCppCache.StatesOf(this, Network.Layers[layer])).Count
                : Weights.OfHead(this).Count;
        return LayerSplit.ByLoad(loads, Gpus);
    }

    /// <summary>Whether a GPU holds a layer's cache: with rows split, the first GPU holds all of it.</summary>
    public bool HoldsCache(int layer, int gpu) => Placement.GpuOf(layer) is var device && (Request.Settings.RowSplit && device != LayerPlacement.Host ? gpu == 0 : device == gpu);

    /// <summary>Cells of one stream in a layer: the window and one batch where the layer slides, else the whole context.</summary>
    public long CellsOf(Attention attention)
    {
        if (!Slides(attention) || Request.Settings.FullWindowCache)
            return Cells;
        var sequences = Streams == 1 ? Request.Sequences : 1;
        return Math.Min(Cells, Pad((attention.Scope.Window.Count * sequences) + MicroBatch));
    }

    /// <summary>Whether a layer sees a window only.</summary>
    public bool Slides(Attention attention) => attention.Scope.Kind is AttentionReach.Sliding or AttentionReach.Chunked && !IgnoresWindows;

    /// <summary>Whether the sliding window is dropped: ik_llama.cpp has no window cache.</summary>
    private bool IgnoresWindows => Request.Engine.Kind == EngineKind.IkLlamaCpp || Style.IgnoresWindows;

    /// <summary>A row a slot and drafted token from mid-2026 on; before, and in the forks, a row a token of the batch.</summary>
    private static int DefaultOutputs(EstimateRequest request, LlamaCppGeneration generation) =>
        generation == LlamaCppGeneration.HalfMask && request.Engine.Kind != EngineKind.IkLlamaCpp
            ? request.Sequences * (1 + request.Settings.DraftTokens)
            : int.MaxValue;

    /// <summary>
    /// llama.cpp decides by the card since August 2025, before it had to be told; so does Ollama since 0.13.4, from compute capability 6 on (ml/device.go);
    /// ik_llama.cpp's default is on.
    /// </summary>
    private static bool FusesAttention(EstimateRequest request, LlamaCppGeneration generation) => request.Engine.Kind switch
    {
        EngineKind.Ollama => !(request.Engine.Version < FirstFusedOllama) && !(request.Gpu?.ComputeCapability < FirstFusedCapability),
        EngineKind.IkLlamaCpp => true,
        _ => generation > LlamaCppGeneration.Unindexed,
    };

    private static long Pad(long cells) => (cells + CellPadding - 1) / CellPadding * CellPadding;
}
