using VramBot.Core.Engines;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Estimation.Drafts;

/// <summary>What a draft model adds: it is loaded beside its model by the same engine, with the same context and sequences.</summary>
/// <remarks>
/// <para>
/// Formula: the draft's own weights and cache; its own compute buffer in llama.cpp, which gives each model a context of its own; its own graphs in
/// the serving engines. Activations are shared: one allocator serves both models, one after the other. The process has one driver context.
/// </para>
/// <para>
/// A draft whose heads or layers cannot be spread as the model's are lies whole on every GPU (vLLM: draft_tensor_parallel_size 1).
/// </para>
/// <para>Source: ggml-org/llama.cpp, tools/server (a second llama_context for the draft); vLLM, config/speculative.py; Transformers, generation/candidate_generator.py.</para>
/// </remarks>
internal static class DraftMemory
{
    /// <summary>Words that vocabularies may differ by: llama.cpp's SPEC_VOCAB_MAX_SIZE_DIFFERENCE (common/speculative.cpp).</summary>
    private const int VocabularyTolerance = 128;

    /// <summary>The estimate of the draft alone, on the same cards.</summary>
    public static Result<Estimate> Estimate(EstimateRequest request, DraftModel draft)
    {
        var alone = request with { Model = draft.Model, Weights = draft.Weights ?? request.Weights, Draft = null, Adapters = null };
        var spread = Estimator.Estimate(alone);
        return spread is Result<Estimate>.Rejected && request.Parallelism.Gpus > 1 ? Estimator.Estimate(alone with { Parallelism = Parallelism.OneGpu }) : spread;
    }

    /// <summary>The parts that are added to the model's own, as one.</summary>
    public static MemoryPart PartOf(Estimate draft)
    {
        var size = draft.Parts.Where(part => IsAdded(part.Kind)).Aggregate(Bytes.Zero, (sum, part) => sum + part.Size);
        var name = draft.Request.Model.Name;
        return new(PartKind.Draft, size, draft.Request.Engine.Engine.RunsGguf ? Tr($"weights, cache and compute buffer of {name}") : Tr($"weights, cache and graphs of {name}"), Basis.Derived);
    }

    /// <summary>The engine's pool once the draft's weights have left it, its cache shared by both models.</summary>
    public static CachePool? PoolOf(Estimate model, Estimate draft)
    {
        if (model.Pool is not { } pool || model.CachePerToken <= Bytes.Zero)
            return model.Pool;
        var left = Bytes.Max(Bytes.Zero, pool.Size - (PartOf(draft).Size - draft[PartKind.Cache]));
        return pool.Of(left, (double)(model.CachePerToken + draft.CachePerToken).Count / model.CachePerToken.Count);
    }

    /// <summary>What a person should know about the pair, or nothing.</summary>
    public static IEnumerable<string> Notes(EstimateRequest request, DraftModel draft)
    {
        if (request.Model.Network is { } large && draft.Model.Network is { } small && Math.Abs(large.VocabularySize - small.VocabularySize) > VocabularyTolerance)
            yield return Tr($"{draft.Model.Name} and {request.Model.Name} have different vocabularies: a draft should come from the same family.");
    }

    private static bool IsAdded(PartKind kind) => kind is PartKind.Weights or PartKind.Cache or PartKind.States or PartKind.ComputeBuffer or PartKind.Graphs;
}
