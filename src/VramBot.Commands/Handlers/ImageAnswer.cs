using System.Collections.Immutable;
using VramBot.Commands.Grammar;
using VramBot.Commands.Grammar.Images;
using VramBot.Core.Diffusion;

namespace VramBot.Commands.Handlers;

/// <summary>A question about an image model answered in figures, before any wording.</summary>
/// <param name="Line">The line in its normal form.</param>
/// <param name="Question">What was said.</param>
/// <param name="Estimate">The estimate, on the person's card when they named one.</param>
/// <param name="Own">How it sits on the person's card; null when none was named.</param>
/// <param name="Target">How it sits on the card that suggestions aim at; null where there is none.</param>
/// <param name="Suggestions">What to change.</param>
public sealed record ImageAnswer(TypedLine Line, ImageQuestion Question, ImageEstimate Estimate, ImageFit? Own, ImageFit? Target, ImmutableArray<ImageSuggestion> Suggestions)
{
    /// <summary>How it sits on every card that it can run on; empty when a card was named.</summary>
    public ImmutableArray<ImageFit> Fits { get; init; } = [];

    /// <summary>The most images at once on the person's card; zero where it does not fit, or none was named.</summary>
    public int MostAtOnce { get; init; }

    /// <summary>The largest square on the person's card; zero likewise.</summary>
    public int LargestSquare { get; init; }
}
