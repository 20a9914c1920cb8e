using System.Collections.Immutable;

namespace VramBot.Commands.Handlers;

/// <summary>Models under a heading.</summary>
/// <param name="Kind">What they have in common.</param>
/// <param name="Rows">The models, the best first.</param>
public sealed record FitGroup(FitGroupKind Kind, ImmutableArray<FitRow> Rows);
