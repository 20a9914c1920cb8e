using VramBot.Commands.Grammar;
using VramBot.Core.Catalogs;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Formats;

namespace VramBot.Commands.Launching;

/// <summary>SGLang's server.</summary>
/// <remarks>
/// Checkpoints say their own format. 8-bit caches as fp8_e5m2, which needs no scales. Without adapters named at the start it has to be told their rank and projections (docs.sglang.io, advanced_features/lora); a draft
/// runs as STANDALONE. Source: sgl-project/sglang, python/sglang/srt/server_args.py.
/// </remarks>
internal static class SglangLaunch
{
    private const int UsualRequests = 2048;
    private const int UsualAdapters = 8;

    private static readonly (AdapterTargets Target, string Name)[] Projections =
    [
        (AdapterTargets.Query, "q_proj"), (AdapterTargets.Key, "k_proj"), (AdapterTargets.Value, "v_proj"), (AdapterTargets.Output, "o_proj"),
        (AdapterTargets.Gate, "gate_proj"), (AdapterTargets.Up, "up_proj"), (AdapterTargets.Down, "down_proj"),
    ];

    public static Launch? Of(EstimateRequest request, ModelMatch? named)
    {
        var (settings, layout) = (request.Settings, request.Parallelism);
        if (TorchSwitches.Cache(request) is not { } cache || !Reads(request.Weights) || request.Context > request.Model.MaxContext || (request.Adapters is { Targets: var targets } && Modules(targets) is null))
            return null;
        var checkpoint = Checkpoint.Of(request.Model, request.Weights, named);
        var words = new LaunchWords("python -m sglang.launch_server").With("--model-path", checkpoint.Name)
            .With("--context-length", request.Context.Count)
            .With("--tp-size", TorchSwitches.Several(layout.Tensor)).With("--pp-size", TorchSwitches.Several(layout.Pipeline))
            .With("--ep-size", settings.ExpertParallel ? TorchSwitches.Several(layout.Tensor) : null)
            .With("--dtype", TorchSwitches.FloatType(request)).With("--kv-cache-dtype", cache == TorchSwitches.OwnType ? null : "fp8_e5m2")
            .Share("--mem-fraction-static", settings.StaticMemoryFraction)
            .With("--max-running-requests", settings.MaxSequences ?? (request.Sequences > UsualRequests ? request.Sequences : null))
            .With("--max-total-tokens", settings.PoolTokens).With("--chunked-prefill-size", settings.MaxBatchedTokens)
            .With("--cuda-graph-max-bs", settings.LargestGraph).Flag("--disable-cuda-graph", settings.EnforceEager);
        if (request.Adapters is { } adapters)
            words.Flag("--enable-lora").With("--max-loras-per-batch", adapters.Count == UsualAdapters ? null : (long)adapters.Count)
                .With("--max-lora-rank", adapters.Rank).Words("--lora-target-modules", Modules(adapters.Targets)!);
        if (request.Draft is not { } draft)
            return words.Line(Checkpoint.NoteOf(checkpoint));
        var small = Checkpoint.Of(draft.Model, draft.Weights ?? request.Weights, null);
        return words.With("--speculative-algorithm", "STANDALONE").With("--speculative-draft-model-path", small.Name)
            .With("--speculative-num-steps", 4).With("--speculative-eagle-topk", 1).With("--speculative-num-draft-tokens", 5)
            .Line(Checkpoint.NoteOf(checkpoint, small));
    }

    /// <summary>The formats of which SGLang reads checkpoints.</summary>
    private static bool Reads(WeightFormat weights) =>
        weights is FloatFormat || (weights is ScaledFormat && !EngineChoice.IsOf(weights, "exl", "mlx", "hqq", "mxfp6", "mxfp8", "fp4-bnb", "nf4", "bnb", "aqlm", "quip", "bitnet"));

    /// <summary>All projections by one word, or the modules that carry adapters; null where they have no common name.</summary>
    private static string? Modules(AdapterTargets targets) => targets == AdapterTargets.AllLinear ? "all"
        : targets.HasFlag(AdapterTargets.Recurrent) || targets.HasFlag(AdapterTargets.Head) || targets.HasFlag(AdapterTargets.Experts) ? null
        : string.Join(' ', Projections.Where(known => targets.HasFlag(known.Target)).Select(known => known.Name));
}
