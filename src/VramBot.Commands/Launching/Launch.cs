using System.Collections.Immutable;

namespace VramBot.Commands.Launching;

/// <summary>How an engine is started so that it takes what was estimated.</summary>
/// <param name="Lines">What to type, each a whole line: one, or two where a server and what asks it are started apart.</param>
/// <param name="Switches">The engine's switches and settings of it, as <c>flags:</c> takes them.</param>
/// <param name="Note">What stands in the lines for something of the person's own, and what is left to do, as sentences; empty when nothing.</param>
public sealed record Launch(ImmutableArray<string> Lines, string Switches, string Note);
