using VramBot.Core.Engines;

namespace VramBot.Core.Estimation.Bands;

/// <summary>Releases of one engine that lay out memory alike.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Name">The releases in English words, which keys of bands have too: <c>0.17 and later</c>; empty where all are alike.</param>
/// <param name="From">The first of them; null for the engine's first.</param>
public sealed record ReleaseRange(Engine Engine, string Name, EngineVersion? From)
{
    /// <summary>The engine and its releases: <c>vLLM 0.17 and later</c>.</summary>
    public override string ToString() => Name.Length == 0 ? Engine.Label : $"{Engine.Label} {Name}";
}
