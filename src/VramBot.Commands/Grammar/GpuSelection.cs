using VramBot.Core.Gpus;

namespace VramBot.Commands.Grammar;

/// <summary>The cards that a person has.</summary>
/// <param name="Rig">Which cards.</param>
public sealed record GpuSelection(Rig Rig)
{
    /// <summary>The card; of different ones the one that limits them.</summary>
    public Gpu Gpu => Rig.Gpu;

    /// <summary>How many.</summary>
    public int Count => Rig.Count;

    /// <summary>What was assumed of a card of which only the memory was told; empty for a card by name.</summary>
    public string Assumption { get; init; } = string.Empty;

    /// <summary>The selection as it is typed: <c>2xrtx-3090</c>.</summary>
    public override string ToString() => Rig.ToString();
}
