using VramBot.Commands.Grammar;
using VramBot.Core.Estimation;
using VramBot.Core.Formats;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Launching;

/// <summary>TabbyAPI, the server of ExLlamaV2 and ExLlamaV3, on one GPU: over several it fills one card after the other, not equally.</summary>
/// <remarks>Each setting of config.yml is a switch too. Source: theroyallab/tabbyAPI, common/args.py and config_sample.yml.</remarks>
internal static class ExLlamaLaunch
{
    public static Launch? Of(EstimateRequest request)
    {
        var isThird = request.Weights.Id.StartsWith("exl3", StringComparison.Ordinal);
        if (request is not { Sequences: 1, Parallelism.Gpus: 1, Draft: null, Adapters: null } || !EngineChoice.IsOf(request.Weights, "exl", "gptq") || Mode(request, isThird) is not { } mode)
            return null;
        var folder = $"{request.Model.Name}-{request.Weights.Id}";
        return new LaunchWords("python main.py").With("--model-name", folder)
            .With("--max-seq-len", request.Context.Count).With("--cache-size", request.Context.Count).With("--cache-mode", mode.Length == 0 ? null : mode)
            .Line(Tr($"Typed in TabbyAPI's folder; {LaunchWords.Quoted(folder)} stands for the model's folder in its models."));
    }

    /// <summary>The cache's name: bits of keys and values in V3, Q8, Q6 or Q4 in V2; empty for 16 bits, null when it has none.</summary>
    private static string? Mode(EstimateRequest request, bool isThird)
    {
        if (Bits(request.Keys) is not { } keys || Bits(request.Values) is not { } values || (keys == 16 && values != 16) || (values == 16 && keys != 16))
            return null;
        if (keys == 16)
            return string.Empty;
        if (isThird)
            return FormattableString.Invariant($"{keys},{values}");
        return keys == values && keys is 8 or 6 or 4 ? FormattableString.Invariant($"Q{keys}") : null;
    }

    private static int? Bits(CacheFormat cache) => cache.Id switch
    {
        "fp16" or "bf16" => 16,
        "q8_0" => 8,
        "q7" => 7,
        "q6" => 6,
        "q5_0" => 5,
        "q4_0" => 4,
        "q3" => 3,
        "q2" => 2,
        _ => null,
    };
}
