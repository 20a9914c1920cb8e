using VramBot.Commands.Grammar;
using VramBot.Core;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Speed;
using VramBot.Core.Units;

namespace VramBot.Commands.Handlers;

/// <summary>One of the things that are compared, answered by itself.</summary>
/// <param name="Compared">The question about it.</param>
public sealed record ComparedItem(ComparedLine Compared)
{
    /// <summary>The answer; null when there is none.</summary>
    public VramAnswer? Answer { get; init; }

    /// <summary>Why there is no answer; null when there is one.</summary>
    public Problem? Problem { get; init; }

    /// <summary>What it is called beside the others.</summary>
    public string Label { get; init; } = string.Empty;

    /// <summary>The longest context, in training the longest sample, on the named cards; null when none fits or no cards are named.</summary>
    public TokenCount? MaxContext { get; init; }

    /// <summary>The estimate.</summary>
    public Estimate? Estimate => Answer?.Estimate;

    /// <summary>How it sits on the named cards.</summary>
    public GpuFit? Own => Answer?.Own;

    /// <summary>How fast it answers on the named cards; null for training, where it does not fit or no cards are named.</summary>
    public DecodeRate? Speed => Own is { } own && GpuPicker.Works(own) ? DecodeSpeed.Of(own) : null;

    /// <summary>The smallest common cards that hold it, where none are named; null when none do.</summary>
    public GpuFit? Smallest { get; init; }
}
