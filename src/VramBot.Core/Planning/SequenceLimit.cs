using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Vllm;

namespace VramBot.Core.Planning;

/// <summary>How many sequences an engine schedules at once, however much memory there is.</summary>
/// <remarks>
/// Source: vLLM's max_num_seqs (engine/arg_utils.py); SGLang's request table of 2,048 (mem_cache/memory_pool.py); TensorRT-LLM's max_batch_size of 2,048; lmdeploy's max_batch_size by
/// card (lmdeploy/utils.py, get_max_batch_size); llama.cpp's LLAMA_MAX_SEQ of 256 (src/llama-cparams.h).
/// </remarks>
internal static class SequenceLimit
{
    private const int RequestTable = 2048;
    private const int SlotsOfLlamaCpp = 256;

    /// <summary>The limit on one rank's scheduler, or null when there is none.</summary>
    public static int? Of(EstimateRequest request) => request.Engine.Kind switch
    {
        EngineKind.Vllm => VllmDefaults.Of(request).Sequences,
        EngineKind.Sglang or EngineKind.TensorRtLlm => request.Settings.MaxSequences ?? RequestTable,
        EngineKind.LmDeploy => request.Settings.MaxSequences ?? OfLmDeploy(request.Gpu?.Name ?? string.Empty),
        _ when request.Engine.Engine.RunsGguf => SlotsOfLlamaCpp,
        _ => null,
    };

    private static int OfLmDeploy(string card) => card switch
    {
        _ when Is(card, "A100") || Is(card, "A800") => 384,
        _ when Is(card, "H100") || Is(card, "H800") || Is(card, "H200") => 1024,
        _ => 128,
    };

    private static bool Is(string card, string name) => card.Contains(name, StringComparison.OrdinalIgnoreCase);
}
