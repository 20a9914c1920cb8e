using VramBot.Core.Engines;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Vllm;

/// <summary>The activation peak that vLLM measures in its profiling run and keeps free.</summary>
/// <remarks>
/// <para>
/// Sampler, from 0.17: <c>S·V·(b + 12) + min(S, SMs)·V·4 + T·h·b + w + 16 MiB</c>: 16-bit logits, their fp32 copy, softmax and exponential noise; the
/// top-k/top-p kernel's row a program; the hidden states. Up to 0.16: 38 bytes a logit (a sort and its indices), no kernel rows.
/// </para>
/// <para>Layer: <c>b·T·max(3i/tp + 4h, 4h + 2q/tp) + 16 MiB</c>. Each pipeline stage also holds what it hands over or was handed, 2·T·h·b; all but the last have no sampler.</para>
/// <para>
/// Experts from 0.14: the fused workspaces stay, so they add: <c>b·min(T, 16384)·t·(max(iₑ/tp, h) + max(2iₑ/tp, h))</c>. A tower's dummy inputs
/// stay too: <c>T·h·b + T·3·side²·b</c> with the side of the square of pixels that makes a token (56 in Gemma 3, 28 in most).
/// </para>
/// <para>
/// V0, image models with cross-attention: <c>S · patches · width · 2 bytes · 18</c> tensors alive in the tower (Llama-3.2-11B-Vision, 256 images: 56.6 GiB held,
/// 19.6 more asked for).
/// </para>
/// <para>
/// Symbols: S sequences, V vocabulary, T tokens a step, b bytes of the compute type, w cuBLAS workspace. Source: vllm-project/vllm,
/// v1/worker/gpu_model_runner.py and v1/sample; 43 runs from 0.17 on: median 0.3 % off.
/// </para>
/// </remarks>
internal static class VllmActivations
{
    private const int HopperMultiprocessors = 132;
    private const int SortBytesPerLogit = 38;
    private const int ImageTensors = 18;
    private const int ExpertChunk = 16384;

    private static readonly Bytes Slack = Bytes.FromMebibytes(16);
    private static readonly EngineVersion PersistentWorkspaces = new(0, 14);

    /// <summary>The peak of the last stage, which samples.</summary>
    public static Bytes Of(EstimateRequest request, Network network, VllmDefaults defaults) => Of(request, network, defaults, samples: true);

    /// <summary>The peak of a stage that samples, or of one that only hands over.</summary>
    public static Bytes Of(EstimateRequest request, Network network, VllmDefaults defaults, bool samples)
    {
        long width = request.Weights is Formats.FloatFormat { BytesPerWeight: 4 } ? 4 : 2;
        long tokens = defaults.Tokens;
        long hidden = network.HiddenSize;
        var layer = LayerTerm(request, network, tokens, width);
        if (defaults.Generation == VllmGeneration.V0)
        {
            var sorted = VllmDefaults.ChunksPrompts(request)
                ? Bytes.Zero
                : Bytes.FromBytes(((long)SortBytesPerLogit * defaults.Sequences * network.VocabularySize) + (2 * tokens * hidden));
            return Bytes.Max(Bytes.Max(sorted, layer), Images(network, defaults));
        }

        var stays = Workspaces(request, network, tokens, width) + TowerInputs(network, tokens, width)
            + Bytes.FromBytes(request.Parallelism.Pipeline > 1 ? 2 * tokens * hidden * width : 0);
        return (samples ? Bytes.Max(Sampler(request, network, defaults, width), layer) : layer) + stays;
    }

    /// <summary>V0 runs one largest image a sequence through a tower that feeds cross-attention, all at once.</summary>
    private static Bytes Images(Network network, VllmDefaults defaults) =>
        network.Tower is { ImagePatches: { } patches, Width: { } wide } && network.Layers.Any(layer => layer.Attention?.Scope.Kind == AttentionReach.Cross)
            ? Bytes.FromBytes((long)defaults.Sequences * patches * wide * ImageTensors * 2)
            : Bytes.Zero;

    private static Bytes Sampler(EstimateRequest request, Network network, VllmDefaults defaults, long width)
    {
        long rows = defaults.Sequences;
        long vocabulary = network.VocabularySize;
        var logits = defaults.Generation == VllmGeneration.V1Fused
            ? (rows * vocabulary * (width + 12)) + (Math.Min(rows, request.Gpu?.Multiprocessors ?? HopperMultiprocessors) * vocabulary * 4)
            : rows * vocabulary * SortBytesPerLogit;
        return Bytes.FromBytes(logits + (defaults.Tokens * (long)network.HiddenSize * width)) + CublasWorkspace(request) + Slack;
    }

    /// <summary>32 MiB on Hopper and Blackwell, 8 MiB on older cards; an unnamed card is taken as the newer kind.</summary>
    private static Bytes CublasWorkspace(EstimateRequest request) =>
        Bytes.FromMebibytes(request.Gpu?.ComputeCapability is < 9 ? 8 : 32);

    private static Bytes LayerTerm(EstimateRequest request, Network network, long tokens, long width)
    {
        var ranks = request.Parallelism.Tensor;
        long hidden = network.HiddenSize;
        var widest = 0L;
        foreach (var (layer, _) in LayerKinds.Of(network))
        {
            if (layer.Dense is { } dense)
                widest = Math.Max(widest, (3L * dense.InnerSize / ranks) + (4 * hidden));
            if (layer.Attention is GroupedQueryAttention attention)
                widest = Math.Max(widest, (4 * hidden) + (2L * attention.Heads * attention.HeadDim / ranks));
            if (layer.Experts is { } moe)
                widest = Math.Max(widest, (4 * hidden) + (StayAllocated(request) ? 0 : Workspace(moe, hidden, ExpertSlices(request))));
        }

        return Bytes.FromBytes(width * tokens * widest) + Slack;
    }

    private static Bytes Workspaces(EstimateRequest request, Network network, long tokens, long width)
    {
        var moe = LayerKinds.Of(network).Select(kind => kind.Layer.Experts).FirstOrDefault(experts => experts is not null);
        var blockFloat = request.Weights is Formats.ScaledFormat { Scope: Formats.QuantizedScope.RoutedExperts };
        if (moe is null || blockFloat || !StayAllocated(request))
            return Bytes.Zero;
        return Bytes.FromBytes(width * Math.Min(tokens, ExpertChunk) * Workspace(moe, network.HiddenSize, ExpertSlices(request)));
    }

    /// <summary>Whether the fused experts' workspaces are allocated once and kept beside everything else.</summary>
    private static bool StayAllocated(EstimateRequest request) => request.Engine.Version is not { } version || version >= PersistentWorkspaces;

    /// <summary>Into how many slices each expert is cut: with expert parallelism it is whole, and the workspaces hold a row for every token and expert that it visits.</summary>
    private static int ExpertSlices(EstimateRequest request) => request.Settings.ExpertParallel ? 1 : request.Parallelism.ExpertRanks;

    private static long Workspace(MixtureOfExperts moe, long hidden, int slices)
    {
        long inner = moe.Expert.InnerSize / slices;
        return moe.ExpertsPerToken * (Math.Max(inner, hidden) + Math.Max(2 * inner, hidden));
    }

    private static Bytes TowerInputs(Network network, long tokens, long width) =>
        network.Tower is not { } tower
            ? Bytes.Zero
            : Bytes.FromBytes(tokens * ((network.HiddenSize * width) + (3L * tower.TokenSide * tower.TokenSide * width)));
}
