using VramBot.Core.Gpus;

namespace VramBot.Commands.Grammar;

/// <summary>The cards that a person has.</summary>
/// <param name="Gpu">Which card.</param>
/// <param name="Count">How many.</param>
public sealed record GpuSelection(Gpu Gpu, int Count)
{
    /// <summary>What was assumed of a card of which only the memory was told; empty for a card by name.</summary>
    public string Assumption { get; init; } = string.Empty;

    /// <summary>The selection as it is typed: <c>2xrtx-3090</c>.</summary>
    public override string ToString() => Count == 1 ? Gpu.Id : $"{Count}x{Gpu.Id}";
}
