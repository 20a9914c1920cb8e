using VramBot.Commands.Grammar;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Formats;

namespace VramBot.Commands.Launching;

/// <summary>vLLM's server.</summary>
/// <remarks>
/// <para>
/// <c>vllm serve</c> is there since 0.6; before, the server is a Python module. Checkpoints say their own format; only 16-bit weights that are made smaller while they are loaded need <c>--quantization</c>: to fp8 from
/// 0.15 on, layer by layer (pull request 31914; before, the 16-bit weights had to fit first), named by its scheme since 0.20 (features/quantization/online), to nf4 by bitsandbytes.
/// </para>
/// <para>
/// Draft models: V0, and again from 0.15 on (pull request 24322). Ranks of adapters are 1, 8, 16, 32, 64, 128, 256, 320 or 512 (config/lora.py).
/// </para>
/// <para>Source: vllm-project/vllm, engine/arg_utils.py; docs.vllm.ai, features/speculative_decoding/draft_model.</para>
/// </remarks>
internal static class VllmLaunch
{
    private const int UsualSequences = 256;
    private const int UsualRank = 16;
    private const int DraftTokens = 5;

    private static readonly EngineVersion FirstServe = new(0, 6);
    private static readonly EngineVersion FirstV1 = new(0, 8);
    private static readonly EngineVersion FirstStreamed = new(0, 15);
    private static readonly EngineVersion FirstSchemes = new(0, 20);
    private static readonly EngineVersion FirstDraftInV1 = new(0, 15);
    private static readonly int[] Ranks = [1, 8, 16, 32, 64, 128, 256, 320, 512];

    public static Launch? Of(EstimateRequest request, ModelMatch? named)
    {
        var settings = request.Settings;
        if (TorchSwitches.Cache(request) is not { } cache || !Reads(request.Weights) || !CanServe(request))
            return null;
        var online = Online(request, named);
        var checkpoint = online is null ? Checkpoint.Of(request.Model, request.Weights, named) : new(request.Model.Id, false);
        var words = request.Engine.Version < FirstServe
            ? new LaunchWords("python -m vllm.entrypoints.openai.api_server").With("--model", checkpoint.Name)
            : new LaunchWords("vllm serve").Word(checkpoint.Name);
        words.With("--max-model-len", request.Context.Count)
            .With("--tensor-parallel-size", TorchSwitches.Several(request.Parallelism.Tensor)).With("--pipeline-parallel-size", TorchSwitches.Several(request.Parallelism.Pipeline))
            .Flag("--enable-expert-parallel", settings.ExpertParallel)
            .With("--dtype", TorchSwitches.FloatType(request)).With("--quantization", online)
            .With("--kv-cache-dtype", cache == TorchSwitches.OwnType ? null : "fp8")
            .Share("--gpu-memory-utilization", settings.GpuMemoryUtilization).With("--max-num-seqs", Sequences(request))
            .With("--max-num-batched-tokens", settings.MaxBatchedTokens).With("--max-cudagraph-capture-size", settings.LargestGraph)
            .Flag("--enforce-eager", settings.EnforceEager);
        if (request.Adapters is { } adapters)
            words.Flag("--enable-lora").With("--max-loras", TorchSwitches.Several(adapters.Count)).With("--max-lora-rank", adapters.Rank == UsualRank ? null : (long)adapters.Rank)
                .With("--lora-modules", request.Model.Own?.AdapterId is { } adapter ? $"{adapter[(adapter.IndexOf('/', StringComparison.Ordinal) + 1)..]}={adapter}" : null);
        return words.Line(Draft(words, request, checkpoint));
    }

    /// <summary>Adds the draft, and returns what the names of both stand for.</summary>
    private static string Draft(LaunchWords words, EstimateRequest request, Checkpoint checkpoint)
    {
        if (request.Draft is not { } draft)
            return Checkpoint.NoteOf(checkpoint);
        var small = Checkpoint.Of(draft.Model, draft.Weights ?? request.Weights, null);
        if (request.Engine.Version < FirstV1)
            words.With("--speculative-model", small.Name).With("--num-speculative-tokens", DraftTokens);
        else
            words.With("--speculative-config", FormattableString.Invariant($"{{\"method\":\"draft_model\",\"model\":\"{small.Name}\",\"num_speculative_tokens\":{DraftTokens}}}"));
        return Checkpoint.NoteOf(checkpoint, small);
    }

    /// <summary>The scheme by which the publisher's 16-bit weights are made smaller while they are loaded; null when a checkpoint of the format is loaded.</summary>
    private static string? Online(EstimateRequest request, ModelMatch? named)
    {
        if (request.Model.NativeFormat is not ("bf16" or "fp16") || named?.FormatHint == request.Weights.Id || request.Draft is { Weights: null })
            return null;
        var schemes = !(request.Engine.Version < FirstSchemes);
        return request.Weights.Id switch
        {
            "fp8" when schemes => "fp8_per_tensor",
            "fp8" when !(request.Engine.Version < FirstStreamed) => "fp8",
            "fp8-block128" when schemes => "fp8_per_block",
            "nf4" when request.Parallelism.Gpus == 1 => "bitsandbytes",
            _ => null,
        };
    }

    /// <summary>Sequences that were said, or those of the request where the default schedules fewer; a larger default of the card stays.</summary>
    private static long? Sequences(EstimateRequest request)
    {
        if (request.Settings.MaxSequences is { } said)
            return said;
        var asked = request with { Settings = request.Settings with { MaxSequences = request.Sequences } };
        return request.Sequences > UsualSequences && Total(asked) == Total(request) ? request.Sequences : null;
    }

    private static long? Total(EstimateRequest request) => Estimator.Estimate(request) is Result<Estimate>.Ok { Value.Total.Count: var total } ? total : null;

    /// <summary>The formats of which vLLM reads checkpoints.</summary>
    private static bool Reads(WeightFormat weights) => weights is FloatFormat || (weights is ScaledFormat && !EngineChoice.IsOf(weights, "exl", "mlx", "hqq", "mxfp6", "fp4-bnb", "aqlm", "quip", "bitnet"));

    /// <summary>Whether the release has all of it; contexts beyond the model's own are refused (config/model.py).</summary>
    private static bool CanServe(EstimateRequest request) =>
        request.Context <= request.Model.MaxContext
        && (request.Adapters is not { } adapters || Ranks.Contains(adapters.Rank))
        && (request.Draft is null || !(request.Engine.Version >= FirstV1 && request.Engine.Version < FirstDraftInV1));
}
