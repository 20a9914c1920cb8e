using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Estimation;

/// <summary>One part of the memory that a GPU must have.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Size">Its size on the fullest GPU.</param>
/// <param name="Rule">The rule that gave it, in words or as a formula; read in the language that is spoken.</param>
/// <param name="Basis">How it is known.</param>
public sealed record MemoryPart(PartKind Kind, Bytes Size, string Rule, Basis Basis)
{
    /// <summary>The rule that gave it, in words or as a formula; read in the language that is spoken.</summary>
    public string Rule { get => Tr(field); init; } = Rule;
}
