using System.Collections.Immutable;
using VramBot.Core.Catalogs;

namespace VramBot.Commands.Grammar;

/// <summary>A <c>/vram-fit</c> line understood.</summary>
/// <param name="Asked">The question about any model on the cards.</param>
/// <param name="Cards">The cards.</param>
public sealed record FitQuestion(VramQuestion Asked, GpuSelection Cards)
{
    /// <summary>The one model that is asked about; null for all.</summary>
    public ModelMatch? Model { get; init; }

    /// <summary>Words that a model must be called by, or be made for; empty for all models.</summary>
    public ImmutableArray<string> Words { get; init; } = [];
}
