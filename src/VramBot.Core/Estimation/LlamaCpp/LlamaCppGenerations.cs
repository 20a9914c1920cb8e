using VramBot.Core.Engines;

namespace VramBot.Core.Estimation.LlamaCpp;

/// <summary>Tells llama.cpp's builds apart.</summary>
/// <remarks>
/// Source: ggml-org/llama.cpp, pull requests 14285 (writing by row index, July 2025), 23764 and 23861 (end of May 2026; b9272 is before, b9849 after).
/// </remarks>
internal static class LlamaCppGenerations
{
    private static readonly EngineVersion FirstIndexed = EngineVersion.Build(6050);
    private static readonly EngineVersion FirstHalfMask = EngineVersion.Build(9400);

    /// <summary>The generation of a build. Ollama runs graphs of its own, which write caches through views and reserve every row.</summary>
    public static LlamaCppGeneration Of(EngineRelease engine) => engine.Version switch
    {
        _ when engine.Kind == EngineKind.Ollama => LlamaCppGeneration.Unindexed,
        { IsBuild: true } build when build < FirstIndexed => LlamaCppGeneration.Unindexed,
        { IsBuild: true } build when build < FirstHalfMask => LlamaCppGeneration.CastMask,
        _ => LlamaCppGeneration.HalfMask,
    };
}
