using VramBot.Core.Engines;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.LlamaCpp;

/// <summary>Keys, values and recurrent states as llama.cpp allocates them at start.</summary>
/// <remarks>
/// <para>Formula for an attention layer: streams · cells · (row of kvHeads · headDim keys + row of kvHeads · valueHeadDim values).</para>
/// <para>Latent attention: one row of latentRank + rotaryDim keys, no values. Recurrent layer: sequences · (1 + drafted tokens) · (state + convolution state) · 4 bytes.</para>
/// <para>Cells are padded to 256; a sliding layer has pad(min(context, window · sequences + ubatch)).</para>
/// <para>Ollama's own engine keeps 24 checkpoints of every sequence's states beside them, to go back to (ollama/ollama, kvcache/recurrent.go: DefaultCheckpointCount).</para>
/// <para>Source: ggml-org/llama.cpp, src/llama-kv-cache.cpp, src/llama-kv-cache-iswa.cpp, src/llama-memory-recurrent.cpp.</para>
/// </remarks>
internal static class LlamaCppCache
{
    private const int StateElementSize = 4;
    private const int OllamaCheckpoints = 24;

    private static readonly EngineVersion FirstWithoutNextToken = new(2026, 0);

    /// <summary>Keys and values of a GPU's layers.</summary>
    public static Bytes OnGpu(LlamaCppPlan plan, int gpu) => Sum(plan, gpu, OfLayer) + (plan.Placement.HoldsHead(gpu) ? NextTokenLayers(plan) : Bytes.Zero);

    /// <summary>Recurrent states of a GPU's layers.</summary>
    public static Bytes StatesOnGpu(LlamaCppPlan plan, int gpu) => Sum(plan, gpu, StatesOf);

    /// <summary>What one more token of every sequence costs in the layers that grow.</summary>
    public static Bytes PerToken(LlamaCppPlan plan)
    {
        var sum = Bytes.Zero;
        foreach (var layer in plan.Network.Layers)
            if (layer is { Attention: { } attention, ReusesCache: false } && plan.CellsOf(attention) == plan.Cells)
                sum += Row(plan, attention);
        return sum;
    }

    /// <summary>Bytes of the keys and values of one cell. Without flash attention values lie transposed, in rows as wide as the widest layer's.</summary>
    public static Bytes Row(LlamaCppPlan plan, Attention attention)
    {
        var (keys, values) = Widths(attention, plan.Request.Settings.LatentCache != false);
        if (values > 0 && !plan.FlashAttention && plan.Generation > LlamaCppGeneration.Unindexed)
            values = plan.Model.WidestValues;
        return plan.Request.Keys.Layout.SizeOf(keys) + plan.Request.Values.Layout.SizeOf(values);
    }

    /// <summary>Elements of a cell's keys and of its values; latent attention can also cache every head's own (-mla 0).</summary>
    public static (long Keys, long Values) Widths(Attention attention, bool latentRows = true) => attention switch
    {
        LatentAttention whole when !latentRows => ((long)whole.Heads * (whole.PlainDim + whole.RotaryDim), (long)whole.Heads * whole.ValueHeadDim),
        GroupedQueryAttention { Scope.Kind: AttentionReach.Cross } => (0, 0),
        GroupedQueryAttention grouped => ((long)grouped.KeyValueHeads * grouped.HeadDim, (long)grouped.KeyValueHeads * grouped.ValueHeadDim),
        LatentAttention latent => (latent.LatentRank + latent.RotaryDim + (latent.Indexer?.HeadDim ?? 0), 0),
        CompressedAttention compressed => (compressed.RowWidth, 0),
        _ => (0, 0),
    };

    /// <summary>ik_llama.cpp up to 2025 gave the layers that predict further tokens a cache too, whether or not they were used.</summary>
    private static Bytes NextTokenLayers(LlamaCppPlan plan) =>
        plan.Request.Engine is { Kind: EngineKind.IkLlamaCpp, Version: { } version } && version < FirstWithoutNextToken && plan.Network.MultiTokenPrediction is { } next
            ? next.Layers * OfLayer(plan, plan.Network.Layers[^1])
            : Bytes.Zero;

    private static Bytes Sum(LlamaCppPlan plan, int gpu, Func<LlamaCppPlan, Layer, Bytes> sizeOf)
    {
        var sum = Bytes.Zero;
        for (var index = 0; index < plan.Network.Layers.Length; index++)
            if (plan.HoldsCache(index, gpu))
                sum += sizeOf(plan, plan.Network.Layers[index]);
        return sum;
    }

    /// <summary>Keys and values of one layer.</summary>
    public static Bytes OfLayer(LlamaCppPlan plan, Layer layer)
    {
        if (layer is not { Attention: { } attention, ReusesCache: false })
            return Bytes.Zero;
        var sum = plan.Streams * plan.CellsOf(attention) * Row(plan, attention);
        return attention is CompressedAttention { CompressionRatio: > 0 } compressed
            ? sum + (plan.Streams * (plan.Cells / compressed.CompressionRatio) * Row(plan, attention))
            : sum;
    }

    private static int Checkpoints(LlamaCppPlan plan) =>
        plan.Request.Engine.Kind == EngineKind.Ollama && !LlamaCppGenerations.IsServer(plan.Request.Engine) ? OllamaCheckpoints : 0;

    /// <summary>Recurrent states of one layer.</summary>
    public static Bytes StatesOf(LlamaCppPlan plan, Layer layer) => layer.Recurrence is { } recurrence
        ? Bytes.FromBytes(plan.Request.Sequences * (1L + plan.Drafts + Checkpoints(plan)) * (recurrence.StateElements + recurrence.ConvolutionStateElements) * StateElementSize)
        : Bytes.Zero;
}
