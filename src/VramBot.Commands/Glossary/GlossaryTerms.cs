using System.Collections.Immutable;
using VramBot.Core.Catalogs;
using VramBot.Core.Languages;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Glossary;

/// <summary>All terms, by theme, and findable by any of their names in any language.</summary>
public static class GlossaryTerms
{
    /// <summary>The terms by theme, in the order in which one would learn them.</summary>
    public static ImmutableArray<(string Theme, ImmutableArray<GlossaryTerm> Terms)> Themes { get; } =
    [
        (Later("Where memory goes"), MemoryTerms.All),
        (Later("How a model is built"), AttentionTerms.All),
        (Later("How numbers are kept"), FormatTerms.All),
        (Later("What training adds"), TrainingTerms.All),
        (Later("Serving people"), ServingTerms.All),
        (Later("Cards, and several of them"), HardwareTerms.All),
    ];

    /// <summary>All terms.</summary>
    public static NameIndex<GlossaryTerm> All { get; } = NameIndex<GlossaryTerm>.Create(Themes.SelectMany(theme => theme.Terms).Select(WithNames));

    /// <summary>The term is also known by its name as each language writes it.</summary>
    private static GlossaryTerm WithNames(GlossaryTerm term) => term with
    {
        Aliases = [.. term.Aliases.Concat(Language.All.Select(language => language.Of(term.Name))).Select(Names.Normalize).Where(name => name != term.Id).Distinct(StringComparer.Ordinal)],
    };
}
