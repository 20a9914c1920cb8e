using System.Collections.Frozen;
using System.Collections.Immutable;
using VramBot.Commands.Grammar;
using VramBot.Commands.Replies;
using VramBot.Commands.Replies.Controls;
using VramBot.Core.Catalogs;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Glossary;

/// <summary>Finds the words of an answer that the glossary explains.</summary>
public static class TermsInReply
{
    /// <summary>As many as an answer of the glossary takes, and a button carries.</summary>
    private const int Most = 4;

    /// <summary>Shorter names stand for too much else.</summary>
    private const int ShortestName = 3;

    private const int MostWords = 4;

    private static readonly FrozenDictionary<string, GlossaryTerm> ByName = GlossaryTerms.All.All
        .Where(term => !term.IsCommon)
        .SelectMany(term => term.Aliases.Append(term.Id).Where(name => name.Length >= ShortestName).Select(name => (name, term)))
        .DistinctBy(pair => pair.name)
        .ToFrozenDictionary(pair => pair.name, pair => pair.term, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, GlossaryTerm>.AlternateLookup<ReadOnlySpan<char>> Named = ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The terms, in the order in which they first stand there.</summary>
    public static ImmutableArray<GlossaryTerm> Of(Reply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var found = new List<GlossaryTerm>(Most);
        foreach (var text in Texts(reply))
        {
            Find(Names.Normalize(text), found);
            if (found.Count == Most)
                break;
        }

        return [.. found];
    }

    /// <summary>The button that asks for them; none where there is nothing to explain.</summary>
    internal static IEnumerable<ReplyButton> Asked(Reply reply) => Of(reply) is { Length: > 0 } terms
        ? [new(Tr("What is …?"), LineOf(terms))]
        : [];

    /// <summary>The line that explains them.</summary>
    public static string LineOf(ImmutableArray<GlossaryTerm> terms) => $"/{CommandBook.Glossary.Name} term:{string.Join(',', terms.Select(term => term.Id))}";

    /// <summary>The longest name that begins at each word.</summary>
    private static void Find(ReadOnlySpan<char> text, List<GlossaryTerm> found)
    {
        for (var start = 0; start < text.Length && found.Count < Most;)
        {
            var (end, next) = (start, 0);
            GlossaryTerm? longest = null;
            for (var words = 0; words < MostWords && end < text.Length; words++)
            {
                var stop = text[end..].IndexOf('-');
                end = stop < 0 ? text.Length : end + stop;
                if (words == 0)
                    next = end + 1;
                if (Named.TryGetValue(text[start..end], out var term))
                    (longest, next) = (term, end + 1);
                end++;
            }

            if (longest is not null && !found.Contains(longest))
                found.Add(longest);
            start = next;
        }
    }

    private static IEnumerable<string> Texts(Reply reply)
    {
        foreach (var section in reply.Sections)
            foreach (var text in Texts(section))
                yield return text;
        yield return reply.Headline ?? string.Empty;
        yield return reply.Footer ?? string.Empty;
        yield return reply.Title;
    }

    private static IEnumerable<string> Texts(ReplySection section) => section switch
    {
        ReplySection.Bars bars => bars.Rows.Select(row => row.Label),
        ReplySection.Lines lines => lines.Items.Select(line => line.Text).Prepend(lines.Heading),
        ReplySection.Paragraph paragraph => [paragraph.Text],
        _ => [],
    };
}
