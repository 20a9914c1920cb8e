using VramBot.Core.Engines;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Training;

/// <summary>What Unsloth's loader leaves.</summary>
/// <remarks>
/// <para>While it loads, a 16-bit copy of the head lies beside it and stays with the allocator: its notebooks print 0.3 to 2.1 GiB more reserved before training than the weights have, as
/// large as the head (unslothai/notebooks: Llama 3 8B, Llama 3.3 70B, Qwen3 32B).</para>
/// <para>Since December 2024 its 4-bit repositories of models up to 15 billion weights are "dynamic": matrices that 4 bits would hurt stay in 16, 5 to 13 % of them (Phi-4, Qwen3 14B as the
/// notebooks print them).</para>
/// </remarks>
internal static class UnslothHabits
{
    private const int Half = 2;
    private const double StaysInHalf = 0.08;
    private const double QuantizedWidth = 0.516;
    private const long LargestDynamic = 15_000_000_000;

    /// <summary>What stays with the allocator.</summary>
    public static Bytes LoadTransient(TrainingStep step) =>
        step.Request.Engine.Kind == EngineKind.Unsloth ? Bytes.FromBytes((long)Half * step.Network.VocabularySize * step.Network.EmbeddingWidth) : Bytes.Zero;

    /// <summary>What the matrices of a dynamic repository that stay in 16 bit add.</summary>
    public static Bytes Dynamic(TrainingStep step, WeightPlaces places) =>
        step.Request.Engine.Kind == EngineKind.Unsloth && step.Request.Weights.Id == "nf4-dq" && places.Parameters <= LargestDynamic && IsDynamic(step.Request)
            ? Bytes.FromBytes(places.LayerParameters).Scale(StaysInHalf * (Half - QuantizedWidth))
            : Bytes.Zero;

    private static bool IsDynamic(EstimateRequest request) => string.CompareOrdinal(request.Model.Released, "2024-11") >= 0;
}
