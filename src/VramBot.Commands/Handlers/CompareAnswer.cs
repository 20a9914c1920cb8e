using System.Collections.Immutable;
using VramBot.Commands.Grammar;

namespace VramBot.Commands.Handlers;

/// <summary>A comparison in figures, before any wording.</summary>
/// <param name="Line">The line in its normal form.</param>
/// <param name="Items">The things, in the order in which they were named; at least one has an answer.</param>
/// <param name="Best">The one to take: of those that fit the best; null when none stands out.</param>
public sealed record CompareAnswer(TypedLine Line, ImmutableArray<ComparedItem> Items, ComparedItem? Best)
{
    /// <summary>The options of the estimate in which they differ.</summary>
    public ImmutableArray<string> Varied { get; } = [.. Items[0].Compared.Varied.Select(said => said.Option)];
}
