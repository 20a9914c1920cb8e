using System.Collections.Immutable;
using VramBot.Commands.Glossary;
using VramBot.Commands.Grammar;
using VramBot.Commands.Replies;
using VramBot.Core;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Handlers;

/// <summary>Answers <c>/vram-glossary</c>.</summary>
public static class GlossaryHandler
{
    private const int MostTerms = 6;
    private const int Near = 3;

    /// <summary>Words that people put before the term they mean.</summary>
    private static readonly ImmutableArray<string> Asking = ["what is an ", "what is a ", "what is the ", "what is ", "what are ", "what's ", "o que é um ", "o que é uma ", "o que é o ", "o que é a ", "o que é ", "o que são "];

    /// <summary>All terms by theme, or those that are named.</summary>
    public static Result<Reply> Handle(TypedLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var (terms, problems) = (new List<GlossaryTerm>(), new List<Problem>());
        foreach (var typed in (line["term"] ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (Find(typed) is { } term)
                terms.Add(term);
            else
                problems.Add(Unknown(typed));
        if (problems.Count > 0)
            return new Result<Reply>.Rejected([.. problems]);
        return terms.Distinct().ToList() switch
        {
            [] => Everything(),
            [var term] => One(term),
            var several => Several([.. several.Take(MostTerms)]),
        };
    }

    /// <summary>The term of a name; where no name is so, the one term that has it in its name.</summary>
    private static GlossaryTerm? Find(string typed)
    {
        var asked = typed.TrimEnd('?', ' ');
        var name = Asking.FirstOrDefault(words => asked.StartsWith(words, StringComparison.OrdinalIgnoreCase)) is { } before ? asked[before.Length..] : asked;
        return GlossaryTerms.All.Find(name) ?? (GlossaryTerms.All.Search(name, 2) is [var only] && only.Aliases.Append(only.Id).Any(known => known.Contains(Core.Catalogs.Names.Normalize(name), StringComparison.Ordinal)) ? only : null);
    }

    private static Problem Unknown(string typed)
    {
        var near = GlossaryTerms.All.Search(typed, Near);
        return new(
            "term.unknown",
            typed,
            near.Length == 0
                ? Tr($"I don't know the term `{LineReader.Shown(typed)}`. /vram-glossary lists all of them.")
                : Tr($"I don't know the term `{LineReader.Shown(typed)}`. Did you mean {string.Join(", ", near.Select(term => Tr(term.Name)))}?"),
            near.Length == 0 ? $"/{CommandBook.Glossary.Name}" : LineOf(near[0]));
    }

    private static Reply Everything() => new(Tr("Glossary"))
    {
        Headline = Tr($"{GlossaryTerms.All.All.Length} terms: /vram-glossary kv cache explains one."),
        Sections =
        [
            .. GlossaryTerms.Themes.Select(theme => new ReplySection.Lines(Tr(theme.Theme), [new(LineMark.None, string.Join(" · ", theme.Terms.Select(term => Tr(term.Name))))])),
        ],
    };

    private static Reply One(GlossaryTerm term) => new(Tr(term.Name))
    {
        Sections =
        [
            new ReplySection.Paragraph(Tr(term.Text)),
            new ReplySection.Lines(Tr("See it at work"), [new(LineMark.None, term.Example, term.Example)]),
            new ReplySection.Lines(Tr("See also"), [.. term.See.Select(id => GlossaryTerms.All.Find(id)!).Select(other => new ReplyLine(LineMark.None, Tr(other.Name), LineOf(other)))]),
        ],
    };

    private static Reply Several(ImmutableArray<GlossaryTerm> terms) => new(Tr("Glossary"))
    {
        Sections = [.. terms.Select(term => new ReplySection.Lines(Tr(term.Name), [new(LineMark.None, Tr(term.Text))]))],
    };

    private static string LineOf(GlossaryTerm term) => $"/{CommandBook.Glossary.Name} term:{term.Id}";
}
