using System.Collections.Immutable;

namespace VramBot.Commands.Grammar;

/// <summary>One of the things that are compared, as the question about it alone.</summary>
/// <param name="Line">The <c>/vram</c> line.</param>
/// <param name="Varied">What of it differs from the others, as typed; by the options of the estimate.</param>
public sealed record ComparedLine(TypedLine Line, ImmutableArray<(string Option, string Value)> Varied);
