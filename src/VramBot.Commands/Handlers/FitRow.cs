using VramBot.Commands.Grammar;
using VramBot.Core.Fitting;
using VramBot.Core.Speed;
using VramBot.Core.Units;

namespace VramBot.Commands.Handlers;

/// <summary>A model in a format on the cards.</summary>
/// <param name="Found">The model and how it sits.</param>
/// <param name="Line">The <c>/vram</c> line about it.</param>
public sealed record FitRow(ModelFit Found, TypedLine Line)
{
    /// <summary>The longest context, in training the longest sample; null when it does not fit.</summary>
    public TokenCount? MaxContext { get; init; }

    /// <summary>The largest micro-batch of a training run; null for inference.</summary>
    public int? MicroBatch { get; init; }

    /// <summary>How fast it answers; null for training and where the card's bandwidth is not known.</summary>
    public DecodeRate? Speed { get; init; }
}
