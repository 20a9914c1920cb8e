using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Engines;

/// <summary>An engine at a release.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Version">Its release; null where releases are not told apart.</param>
public sealed record EngineRelease(Engine Engine, EngineVersion? Version)
{
    /// <summary>Which engine.</summary>
    public EngineKind Kind => Engine.Kind;

    /// <summary>What is taken for granted about a release that is not described here; null when it is.</summary>
    public string? Assumption => (Version, Engine.Newest, Engine.Oldest) switch
    {
        ({ } version, { } newest, _) when version > newest && (version.Major, version.Minor) != (newest.Major, newest.Minor) =>
            Tr($"{Engine.Label} {version} is newer than {newest}, the newest release described here, whose rules are assumed."),
        ({ } version, _, { } oldest) when version < oldest => Tr($"{Engine.Label} {version} is older than {oldest}, the oldest release described here, whose rules are assumed."),
        ({ } version, null, null) => Tr($"Releases of {Engine.Label} are not told apart here: {version} is estimated by the newest rules."),
        _ => null,
    };

    /// <summary>The engine and its release: <c>vLLM 0.24</c>.</summary>
    public override string ToString() => Version is { } version ? $"{Engine.Label} {version}" : Engine.Label;
}
