using System.Collections.Immutable;
using VramBot.Core.Engines;
using VramBot.Core.Estimation.LlamaCpp.Graphs;
using VramBot.Core.Models;

namespace VramBot.Core.Estimation.LlamaCpp;

/// <summary>A request as llama.cpp sets itself up for it: cells, batches, streams, and which GPU holds which layer.</summary>
/// <remarks>Source: ggml-org/llama.cpp of July 2026, src/llama-context.cpp, src/llama-kv-cache.cpp, src/llama-model.cpp.</remarks>
internal sealed record LlamaCppPlan
{
    private const int DefaultMicroBatch = 512;
    private const int DefaultLogicalBatch = 2048;
    private const int CellPadding = 256;

    public required EstimateRequest Request { get; init; }

    public required Network Network { get; init; }

    /// <summary>What llama.cpp makes of the network.</summary>
    public required LlamaCppModel Model { get; init; }

    /// <summary>Tokens of one graph, u.</summary>
    public required int MicroBatch { get; init; }

    /// <summary>Rows of logits that are reserved, o.</summary>
    public required int Outputs { get; init; }

    /// <summary>Caches side by side: one a sequence, or one for all when the cache is unified.</summary>
    public required int Streams { get; init; }

    /// <summary>Cells of one stream in layers that see everything.</summary>
    public required long Cells { get; init; }

    /// <summary>Which builds' memory it is.</summary>
    public required LlamaCppGeneration Generation { get; init; }

    /// <summary>How the graph of this model class is built.</summary>
    public GraphStyle Style => Model.Style;

    /// <summary>Tokens drafted ahead, for which recurrent states keep as many snapshots.</summary>
    public int Drafts => Request.Settings.DraftTokens;

    /// <summary>Whether GPUs work on different batches at once: everything on at least two of them.</summary>
    public bool IsPipeline => Gpus > 1;

    /// <summary>Whether attention runs fused: llama.cpp's default where the card can; Ollama only does when told to.</summary>
    public required bool FlashAttention { get; init; }

    public int Gpus => Request.Parallelism.Gpus;

    public static LlamaCppPlan Of(EstimateRequest request, Network network)
    {
        var settings = request.Settings;
        var unified = settings.UnifiedCache == true;
        var streams = unified ? 1 : request.Sequences;
        var logical = settings.LogicalBatch ?? DefaultLogicalBatch;
        var cells = Pad(request.Context.Count);
        var micro = (int)Math.Min(Math.Min(settings.MicroBatch ?? DefaultMicroBatch, logical), cells * streams);
        return new()
        {
            Request = request,
            Network = network,
            Model = LlamaCppModel.Of(network, request.Model.Architecture),
            Generation = LlamaCppGenerations.Of(request.Engine),
            MicroBatch = micro,
            Outputs = Math.Min(micro, Math.Clamp(settings.ReservedOutputs ?? request.Sequences, 1, logical)),
            Streams = streams,
            Cells = cells,
            FlashAttention = settings.FlashAttention ?? request.Engine.Kind != EngineKind.Ollama,
        };
    }

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

    /// <summary>The GPU that holds a layer; the output head counts as the layer after the last.</summary>
    public int GpuOf(int layer) => (int)((long)Gpus * layer / (Network.Layers.Length + 1));

    public ImmutableArray<int> LayersOf(int gpu) => [.. Enumerable.Range(0, Network.Layers.Length).Where(layer => GpuOf(layer) == gpu)];

    public bool HoldsHead(int gpu) => gpu == Gpus - 1;

    /// <summary>
    /// Whether the converter drops the sliding window: it writes these classes as plain llama, qwen2 or phi3 graphs, whose cache is full length.
    /// </summary>
    private bool IgnoresWindows => Request.Model.Architecture is "Phi3ForCausalLM" or "PhiMoEForCausalLM" or "MistralForCausalLM" or "MixtralForCausalLM"
        or "Qwen2ForCausalLM" or "Qwen2MoeForCausalLM" or "Starcoder2ForCausalLM";

    private static long Pad(long cells) => (cells + CellPadding - 1) / CellPadding * CellPadding;
}
