using VramBot.Core.Catalogs;
using VramBot.Core.Estimation;
using VramBot.Core.Formats;

namespace VramBot.Commands.Launching;

/// <summary>lmdeploy's server on TurboMind: 16-bit weights, AWQ and GPTQ; caches in 16, 8 or 4 bits.</summary>
/// <remarks>It runs 128 sequences at once by default, 256 on the A100 and H100. Source: InternLM/lmdeploy, lmdeploy/cli/utils.py and docs/en/quantization.</remarks>
internal static class LmDeployLaunch
{
    private const int UsualSequences = 128;

    public static Launch? Of(EstimateRequest request, ModelMatch? named)
    {
        var settings = request.Settings;
        if (request is not { Draft: null, Adapters: null, Parallelism.Pipeline: 1 } || request.Keys != request.Values || Policy(request.Keys) is not { } policy || FormatOf(request.Weights) is not { } format)
            return null;
        var checkpoint = Checkpoint.Of(request.Model, request.Weights, named);
        return new LaunchWords("lmdeploy serve api_server").Word(checkpoint.Name)
            .With("--session-len", request.Context.Count).With("--tp", TorchSwitches.Several(request.Parallelism.Tensor))
            .With("--model-format", format == "hf" ? null : format).With("--dtype", TorchSwitches.FloatType(request))
            .With("--quant-policy", policy == 0 ? null : policy).Share("--cache-max-entry-count", settings.FreeMemoryFraction)
            .With("--max-batch-size", request.Sequences > UsualSequences ? (long)request.Sequences : null)
            .With("--max-prefill-token-num", settings.MaxBatchedTokens)
            .Line(Checkpoint.NoteOf(checkpoint));
    }

    private static long? Policy(CacheFormat cache) => cache.Id switch { "fp16" or "bf16" => 0, "int8" => 8, "int4" => 4, _ => null };

    private static string? FormatOf(WeightFormat weights) => weights switch
    {
        FloatFormat { BytesPerWeight: 2 } => "hf",
        _ when weights.Id.StartsWith("awq", StringComparison.Ordinal) => "awq",
        _ when weights.Id.StartsWith("gptq-int4", StringComparison.Ordinal) => "gptq",
        _ => null,
    };
}
