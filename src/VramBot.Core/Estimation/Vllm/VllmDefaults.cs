using VramBot.Core.Engines;
using VramBot.Core.Gpus;

namespace VramBot.Core.Estimation.Vllm;

/// <summary>vLLM's switches, those that were not set filled in as the release does for the card.</summary>
/// <param name="Utilization">Share of the card that is budgeted (gpu_memory_utilization).</param>
/// <param name="Sequences">Sequences scheduled at once, S (max_num_seqs).</param>
/// <param name="Tokens">Tokens of one step, T (max_num_batched_tokens).</param>
/// <param name="Generation">Which engine core.</param>
/// <remarks>Source: vllm-project/vllm, engine/arg_utils.py and PR 17885: cards of 70 GiB and more, the A100 excepted, get the large defaults.</remarks>
internal sealed record VllmDefaults(double Utilization, int Sequences, int Tokens, VllmGeneration Generation)
{
    private const double LargeCardGibibytes = 70;

    private static readonly EngineVersion FirstToPayForGraphs = new(0, 21);

    public static VllmDefaults Of(EstimateRequest request)
    {
        var settings = request.Settings;
        var generation = VllmGenerations.Of(request.Engine.Version);
        var large = generation != VllmGeneration.V0 && IsLarge(request.Gpu);
        var sequences = settings.MaxSequences ?? Math.Max(large ? 1024 : 256, request.Sequences);
        var tokens = settings.MaxBatchedTokens ?? (generation == VllmGeneration.V0 ? V0Tokens(request) : large ? 8192 : 2048);
        return new(settings.GpuMemoryUtilization ?? UtilizationOf(request.Engine.Version), sequences, tokens, generation);
    }

    /// <summary>Whether V0 chops prompts into chunks by itself: beyond 32k tokens of context.</summary>
    public static bool ChunksPrompts(EstimateRequest request) => request.Context.Count > 32768;

    /// <summary>0.9, and 0.92 since the budget also pays for CUDA graphs (vLLM 0.21, PR 38284).</summary>
    private static double UtilizationOf(EngineVersion? version) => version is { } release && release < FirstToPayForGraphs ? 0.9 : 0.92;

    private static int V0Tokens(EstimateRequest request) => ChunksPrompts(request) ? 2048 : (int)Math.Max(request.Context.Count, 2048);

    /// <summary>Whether vLLM gives a card its large defaults.</summary>
    public static bool IsLarge(Gpu? gpu) =>
        gpu is not null && gpu.Usable.TotalGibibytes >= LargeCardGibibytes && !gpu.Name.Contains("A100", StringComparison.Ordinal);
}
