using VramBot.Core.Engines;

namespace VramBot.Core.Estimation.LlamaCpp;

/// <summary>Tells llama.cpp's builds apart.</summary>
/// <remarks>
/// Source: ggml-org/llama.cpp, pull requests 14285 (writing by row index, July 2025), 23764 and 23861 (end of May 2026; b9272 is before, b9849 after).
/// Ollama runs llama.cpp's server from 0.30 on (ollama/ollama, PR 16031).
/// </remarks>
internal static class LlamaCppGenerations
{
    private static readonly EngineVersion FirstIndexed = EngineVersion.Build(6050);
    private static readonly EngineVersion FirstHalfMask = EngineVersion.Build(9400);

    private static readonly EngineVersion FirstOllamaServer = new(0, 30);

    /// <summary>Whether it is llama.cpp's own server: llama.cpp itself, what is built on it, and Ollama from 0.30 on.</summary>
    public static bool IsServer(EngineRelease engine) => engine.Kind switch
    {
        EngineKind.LlamaCpp => true,
        EngineKind.Ollama => !(engine.Version < FirstOllamaServer),
        _ => false,
    };

    /// <summary>The generation of a build. Ollama's own engine writes caches through views and reserves every row.</summary>
    public static LlamaCppGeneration Of(EngineRelease engine) => engine.Version switch
    {
        _ when engine.Kind == EngineKind.Ollama => IsServer(engine) ? LlamaCppGeneration.HalfMask : LlamaCppGeneration.Unindexed,
        { IsBuild: true } build when build < FirstIndexed => LlamaCppGeneration.Unindexed,
        { IsBuild: true } build when build < FirstHalfMask => LlamaCppGeneration.CastMask,
        _ => LlamaCppGeneration.HalfMask,
    };
}
