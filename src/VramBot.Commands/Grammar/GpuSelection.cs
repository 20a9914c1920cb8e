using VramBot.Core.Gpus;

namespace VramBot.Commands.Grammar;

/// <summary>The cards that a person has.</summary>
/// <param name="Gpu">Which card.</param>
/// <param name="Count">How many.</param>
public sealed record GpuSelection(Gpu Gpu, int Count)
{
    /// <summary>The selection as it is typed: <c>2xrtx-3090</c>.</summary>
    public override string ToString() => Count == 1 ? Gpu.Id : $"{Count}x{Gpu.Id}";
}
