using System.Collections.Immutable;
using VramBot.Core.Catalogs;
using VramBot.Core.Units;

namespace VramBot.Core.Engines;

/// <summary>An engine by name: what people call it, and the newest release that is understood.</summary>
/// <param name="Kind">Which engine.</param>
/// <param name="Label">The name as replies print it.</param>
/// <param name="Newest">The newest release whose memory is described here; null when releases are not told apart.</param>
public sealed record Engine(EngineKind Kind, string Label, EngineVersion? Newest) : INamed
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Whether estimates for it are built; a name that is known but not built is answered so.</summary>
    public bool IsModelled { get; init; } = true;

    /// <summary>Whether it runs GGUF files on ggml, layer by layer: llama.cpp, its forks, and what is built on them.</summary>
    public bool RunsGguf => Kind is EngineKind.LlamaCpp or EngineKind.Ollama or EngineKind.IkLlamaCpp;

    /// <summary>The oldest release whose memory is described here; null when releases are not told apart.</summary>
    public EngineVersion? Oldest { get; init; }

    /// <summary>Whether it serves models; most frameworks for training do not.</summary>
    public bool Serves { get; init; } = true;

    /// <summary>Whether it trains models.</summary>
    public bool Trains { get; init; }

    /// <summary>Its own settings, where they differ from those of the program that it is built on.</summary>
    public EngineSettings Defaults { get; init; } = EngineSettings.Default;

    /// <summary>Tokens of a sequence when none are named; null where it says nothing of its own.</summary>
    public TokenCount? DefaultContext { get; init; }

    /// <summary>This engine at a release, the newest when none is named.</summary>
    public EngineRelease At(EngineVersion? version = null) => new(this, version ?? Newest);
}
