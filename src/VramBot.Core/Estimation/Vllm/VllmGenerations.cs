using VramBot.Core.Engines;

namespace VramBot.Core.Estimation.Vllm;

/// <summary>Tells vLLM's releases apart.</summary>
internal static class VllmGenerations
{
    internal static readonly EngineVersion FirstV1 = new(0, 8);
    internal static readonly EngineVersion FirstFused = new(0, 17);

    public static VllmGeneration Of(EngineVersion? version) => version switch
    {
        null => VllmGeneration.V1Fused,
        { } release when release < FirstV1 => VllmGeneration.V0,
        { } release when release < FirstFused => VllmGeneration.V1Sort,
        _ => VllmGeneration.V1Fused,
    };
}
