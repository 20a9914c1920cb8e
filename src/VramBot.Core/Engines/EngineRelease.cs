namespace VramBot.Core.Engines;

/// <summary>An engine at a release.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Version">Its release; null where releases are not told apart.</param>
public sealed record EngineRelease(Engine Engine, EngineVersion? Version)
{
    /// <summary>Which engine.</summary>
    public EngineKind Kind => Engine.Kind;

    /// <summary>The engine and its release: <c>vLLM 0.24</c>.</summary>
    public override string ToString() => Version is { } version ? $"{Engine.Label} {version}" : Engine.Label;
}
