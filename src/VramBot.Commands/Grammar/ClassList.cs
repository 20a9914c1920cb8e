using System.Collections.Immutable;
using VramBot.Core;
using VramBot.Core.Planning;

namespace VramBot.Commands.Grammar;

/// <summary>The value of <c>classes:</c> understood.</summary>
/// <param name="Classes">The classes, their shares summing to 1; empty when it could not be read.</param>
/// <param name="Counted">The sequences that they count, where they have numbers instead of shares.</param>
/// <param name="Problem">What is wrong; null when nothing is.</param>
/// <param name="Corrected">The value, put right where it was wrong.</param>
internal sealed record ClassList(ImmutableArray<RequestClass> Classes, double? Counted, Problem? Problem, string Corrected);
