using System.Collections.Immutable;
using VramBot.Core.Catalogs;

namespace VramBot.Commands.Glossary;

/// <summary>A word of the field, explained.</summary>
/// <param name="Id">What is typed.</param>
/// <param name="Name">How it is written, in English.</param>
/// <param name="Example">A whole command line that shows it at work.</param>
/// <param name="Text">What it is and what it does to memory, in English.</param>
public sealed record GlossaryTerm(string Id, string Name, string Example, string Text) : INamed
{
    /// <summary>Other words for it, in any language.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Whether nearly every answer has it, so that pointing it out would point out nothing.</summary>
    public bool IsCommon { get; init; }

    /// <summary>The ids of the terms to look at next.</summary>
    public ImmutableArray<string> See { get; init; } = [];
}
