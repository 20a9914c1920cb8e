using VramBot.Commands.Grammar;
using VramBot.Commands.Replies;
using VramBot.Commands.Tests.Grammar;
using VramBot.Core.Languages;

namespace VramBot.Commands.Tests.Guide;

/// <summary>Lines of the guide, and what their answers hold.</summary>
internal static class Guides
{
    /// <summary>Each topic alone and, where it takes them, with a model and cards.</summary>
    public static IEnumerable<string> Topics =>
    [
        "/vram-guide",
        .. Commands.Guide.GuideTopics.All.SelectMany(topic => (string[])
        [
            $"/vram-guide {topic.Name}",
            .. topic.TakesModel ? [$"/vram-guide {topic.Name} model:mixtral-8x7b"] : Array.Empty<string>(),
            .. topic.TakesCards && topic.Name != "cloud" ? [$"/vram-guide {topic.Name} gpu:2xh100"] : Array.Empty<string>(),
        ]),
        "/vram-guide cloud gpu:8xh100",
        "/vram-guide throughput model:llama-3.3-70b",
        "/vram-guide kv model:deepseek-v3",
    ];

    public static IEnumerable<string> Languages => Language.All.Select(language => language.Tag);

    public static Reply Answer(string line)
    {
        var answer = Lines.Desk.Ask(line);
        Assert.True(answer.Problems.Length == 0, $"{line}: {string.Join(' ', answer.Problems.Select(problem => problem.Expected))}");
        return answer.Reply;
    }

    public static IEnumerable<ReplySection.Table> Tables(Reply reply) => reply.Sections.OfType<ReplySection.Table>();

    public static IEnumerable<TableRow> Rows(Reply reply) => Tables(reply).SelectMany(table => table.Rows);

    public static IEnumerable<string> Asked(Reply reply) =>
        Rows(reply).Select(row => row.Command).Concat(reply.Sections.OfType<ReplySection.Lines>().SelectMany(lines => lines.Items).Select(line => line.Command)).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>Everything that a person reads.</summary>
    public static IEnumerable<string> Texts(Reply reply) =>
        new[] { reply.Title, reply.Headline, reply.Footer }.OfType<string>().Concat(reply.Sections.SelectMany(section => section switch
        {
            ReplySection.Lines lines => lines.Items.Select(line => line.Text).Append(lines.Heading),
            ReplySection.Table table => table.Columns.Append(table.Heading).Concat(table.Rows.SelectMany(row => row.Cells.Append(row.Label))),
            ReplySection.Paragraph paragraph => [paragraph.Text],
            _ => Enumerable.Empty<string>(),
        }));
}
