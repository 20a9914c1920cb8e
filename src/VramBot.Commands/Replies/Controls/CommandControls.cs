using System.Collections.Immutable;

namespace VramBot.Commands.Replies.Controls;

/// <summary>Controls that any answer has: what its lines and rows ask.</summary>
internal static class CommandControls
{
    /// <summary>A row of buttons has no more.</summary>
    private const int FewLines = 5;

    /// <summary>A few lines become buttons, those that are numbered first; rows of tables, and long lists, a menu.</summary>
    public static ReplyControls Of(Reply reply)
    {
        var (buttons, choices) = (new List<ReplyButton>(), new List<ReplyChoice>());
        foreach (var section in reply.Sections.OrderByDescending(section => section is ReplySection.Lines { IsNumbered: true }))
        {
            if (section is ReplySection.Table table)
                choices.AddRange(table.Rows.Where(row => row.Command is not null).Select(row => new ReplyChoice(row.Label, row.Command!) { Description = Figures(table, row) }));
            else if (section is ReplySection.Lines { Items: var items } && items.Count(item => item.Command is not null) <= FewLines)
                buttons.AddRange(items.Where(item => item.Command is not null).Select(item => new ReplyButton(LabelOf(item), item.Command!)));
            else if (section is ReplySection.Lines { Items: var many })
                choices.AddRange(many.Where(item => item.Command is not null).Select(item => new ReplyChoice(LabelOf(item), item.Command!)));
        }

        return new()
        {
            Menus = choices.Count == 0 ? [] : [new("Look at one of them", [.. choices.DistinctBy(choice => choice.Command)])],
            Buttons = buttons.Count == 0 ? [] : [[.. buttons.DistinctBy(button => button.Command)]],
        };
    }

    /// <summary>What a line says before its figures: <c>Q3_K_M with llama.cpp</c> of <c>Q3_K_M with llama.cpp: 21.8 GiB</c>.</summary>
    public static string LabelOf(ReplyLine line)
    {
        if (line.Text.EndsWith("gpu:all lists them", StringComparison.Ordinal))
            return "All GPUs";
        var end = line.Text == line.Command ? -1 : line.Text.IndexOf(": ", StringComparison.Ordinal);
        return end > 0 ? line.Text[..end] : line.Text;
    }

    private static string Figures(ReplySection.Table table, TableRow row) => string.Join(" · ", table.Columns.Zip(row.Cells, (column, cell) => $"{column} {cell}"));
}
