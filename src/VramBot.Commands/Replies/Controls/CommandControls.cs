using System.Collections.Immutable;
using static VramBot.Core.Languages.Translation;

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
                buttons.AddRange(items.Where(item => item.Command is not null).Select(item => new ReplyButton(item.Label ?? item.Text, item.Command!)));
            else if (section is ReplySection.Lines { Items: var many })
                choices.AddRange(many.Where(item => item.Command is not null).Select(item => new ReplyChoice(item.Label ?? item.Text, item.Command!)));
        }

        return new()
        {
            Menus = choices.Count == 0 ? [] : [new(Tr("Look at one of them"), [.. choices.DistinctBy(choice => choice.Command)])],
            Buttons = buttons.Count == 0 ? [] : [[.. buttons.DistinctBy(button => button.Command)]],
        };
    }

    private static string Figures(ReplySection.Table table, TableRow row) => string.Join(" · ", table.Columns.Zip(row.Cells, (column, cell) => $"{column} {cell}"));
}
