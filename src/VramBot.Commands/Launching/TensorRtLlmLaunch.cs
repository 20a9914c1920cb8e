using VramBot.Core.Catalogs;
using VramBot.Core.Estimation;
using VramBot.Core.Formats;

namespace VramBot.Commands.Launching;

/// <summary>TensorRT-LLM's server. Caches in another type, drafts and adapters are said in a file of settings, not on its command line.</summary>
/// <remarks>Source: NVIDIA/TensorRT-LLM, tensorrt_llm/commands/serve.py.</remarks>
internal static class TensorRtLlmLaunch
{
    private const int UsualSequences = 2048;

    public static Launch? Of(EstimateRequest request, ModelMatch? named)
    {
        var settings = request.Settings;
        if (request is not { Draft: null, Adapters: null } || TorchSwitches.Cache(request) != TorchSwitches.OwnType || settings.ExpertParallel || !Reads(request))
            return null;
        var checkpoint = Checkpoint.Of(request.Model, request.Weights, named);
        return new LaunchWords("trtllm-serve").Word(checkpoint.Name)
            .With("--max_seq_len", request.Context.Count)
            .With("--tp_size", TorchSwitches.Several(request.Parallelism.Tensor)).With("--pp_size", TorchSwitches.Several(request.Parallelism.Pipeline))
            .Share("--kv_cache_free_gpu_memory_fraction", settings.FreeMemoryFraction)
            .With("--max_batch_size", settings.MaxSequences ?? (request.Sequences > UsualSequences ? request.Sequences : null))
            .With("--max_num_tokens", settings.MaxBatchedTokens)
            .Line(Checkpoint.NoteOf(checkpoint));
    }

    /// <summary>16-bit weights, what the model ships as, and the formats of NVIDIA's own checkpoints.</summary>
    private static bool Reads(EstimateRequest request) =>
        request.Weights is FloatFormat { BytesPerWeight: 2 } || request.Weights.Id == request.Model.NativeFormat || request.Weights.Id is "fp8" or "fp8-block128" or "nvfp4" or "mxfp4" or "awq-int4-g128";
}
