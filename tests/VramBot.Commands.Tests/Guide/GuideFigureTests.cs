using System.Globalization;
using System.Text.Json;
using VramBot.Commands.Replies;
using VramBot.Commands.Replies.Planning;
using VramBot.Commands.Tests.Grammar;
using VramBot.Core.Units;

namespace VramBot.Commands.Tests.Guide;

/// <summary>A figure in a table of the guide is that of the line behind its row.</summary>
public sealed class GuideFigureTests
{
    private const string None = "–";

    public static TheoryData<string> WithTotals() =>
    [
        "/vram-guide gguf", "/vram-guide gguf model:qwen3-14b gpu:3060-12gb", "/vram-guide precision", "/vram-guide precision model:mixtral-8x7b", "/vram-guide optimize", "/vram-guide optimize gpu:l40s",
        "/vram-guide zero", "/vram-guide zero model:llama-3.3-70b gpu:8xh100", "/vram-guide lora", "/vram-guide lora gpu:4090", "/vram-guide multi-gpu", "/vram-guide multi-gpu model:qwen3-32b gpu:2x4090",
    ];

    [Theory]
    [MemberData(nameof(WithTotals))]
    public void A_total_is_the_total_of_its_line(string line)
    {
        var checkedRows = 0;
        foreach (var table in Guides.Tables(Guides.Answer(line)).Where(table => table.Columns.Contains("GiB")))
            foreach (var row in table.Rows)
            {
                var answer = Lines.Desk.Ask(row.Command!).Vram!;
                Assert.Equal(Figures.Gibibytes(answer.Estimate.Total), row.Cells[table.Columns.IndexOf("GiB")]);
                if (table.Columns.IndexOf("fits") is var fits and >= 0)
                    Assert.Equal(answer.Own!.Verdict switch { Core.Fitting.FitVerdict.Fits => "yes", Core.Fitting.FitVerdict.Tight => "tight", _ => "no" }, row.Cells[fits]);
                checkedRows++;
            }

        Assert.InRange(checkedRows, 5, 30);
    }

    [Fact]
    public void Quick_answers_are_those_of_the_comparison_behind_them()
    {
        var tables = Guides.Tables(Guides.Answer("/vram-guide quick")).Where(table => table.Rows[0].Command is not null).ToList();
        Assert.Equal(2, tables.Count);
        Assert.All(tables.SelectMany(table => table.Rows), row => Assert.Equal(Compared(row.Command!, "total_gib", Figures.Gibibytes), row.Cells));
    }

    [Fact]
    public void Caches_are_those_of_the_comparison_behind_them() => Assert.All(
        Guides.Rows(Guides.Answer("/vram-guide kv")),
        row => Assert.Equal(Compared(row.Command!, "kv_gib", gib => PlanSteps.Size(Bytes.FromGibibytes(gib))), row.Cells.TakeWhile(cell => cell != None)));

    [Theory]
    [InlineData("llama-3.1-8b")]
    [InlineData("gemma-3-27b")]
    public void A_model_s_caches_are_those_of_its_lines(string model) => Assert.All(Guides.Rows(Guides.Answer($"/vram-guide kv model:{model}")), row =>
    {
        var estimate = Lines.Desk.Ask(row.Command!).Vram!.Estimate;
        Assert.Equal([PlanSteps.Size(ComparedParts.Kept(estimate)), Figures.Gibibytes(estimate.Total)], [row.Cells[0], row.Cells[2]]);
    });

    [Theory]
    [InlineData("/vram-guide throughput")]
    [InlineData("/vram-guide throughput model:llama-3.3-70b")]
    public void Speeds_are_those_of_the_comparison_behind_them(string line) => Assert.All(Guides.Rows(Guides.Answer(line)), row =>
    {
        var table = Guides.Tables(Guides.Answer(row.Command!)).Last();
        Assert.Equal(table.Rows.Select(compared => compared.Cells[table.Columns.IndexOf("tok/s")]), row.Cells);
    });

    [Fact]
    public void A_model_s_row_is_the_beginning_of_its_own_table() => Assert.All(Guides.Rows(Guides.Answer("/vram-guide models")), row =>
    {
        var uses = Guides.Answer(row.Command!).Sections.OfType<ReplySection.Lines>().First().Items;
        Assert.Equal(row.Cells[..3], uses.Take(3).Select(use => use.Text.Split(": ")[1].Split(' ')[0]));
        Assert.All(uses, use => Assert.Contains($": {Figures.Gibibytes(Lines.Desk.Ask(use.Command!).Vram!.Estimate.Total)} GiB", use.Text, StringComparison.Ordinal));
    });

    [Fact]
    public void Components_add_up_to_the_totals_of_their_lines()
    {
        var reply = Guides.Answer("/vram-guide anatomy model:mixtral-8x7b");
        var lines = reply.Sections.OfType<ReplySection.Lines>().First().Items;
        var rows = Guides.Rows(reply).ToList();
        foreach (var (column, line) in lines.Index())
        {
            var total = Lines.Desk.Ask(line.Command!).Vram!.Estimate.Total.TotalGibibytes;
            Assert.Equal(Figures.Gibibytes(total), rows[^1].Cells[column]);
            Assert.Equal(total, rows.SkipLast(1).Sum(row => row.Cells[column] == None ? 0 : double.Parse(row.Cells[column], NumberStyles.Any, CultureInfo.InvariantCulture)), 1.5);
        }
    }

    [Fact]
    public void The_model_in_the_middle_is_the_one_whose_line_stands_behind_the_rule()
    {
        var table = Guides.Tables(Guides.Answer("/vram-guide rules")).Single();
        Assert.All(table.Rows, row =>
        {
            var estimate = Lines.Desk.Ask(row.Command!).Vram!.Estimate;
            Assert.Equal((estimate.Total.TotalGigabytes / estimate.Parameters.TotalBillions).ToString("0.00", CultureInfo.InvariantCulture), row.Cells[1]);
        });
    }

    [Fact]
    public void A_card_pays_off_when_its_own_page_says()
    {
        Assert.All(Guides.Rows(Guides.Answer("/vram-guide cloud")), row => Assert.Contains($"{row.Cells[2]} months at 8 hours a day, {row.Cells[3]} around the clock", Guides.Answer(row.Command!).Headline!, StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_sum_buys_is_what_its_line_offers_first() => Assert.All(
        Guides.Answer("/vram-guide budget model:llama-3.1-8b").Sections.OfType<ReplySection.Lines>().First().Items.Where(line => line.Mark != LineMark.DoesNotFit),
        line => Assert.Equal(line.Text.Split(": ")[1].Split(", ")[0], Guides.Answer(line.Command!).Sections.OfType<ReplySection.Lines>().First(lines => lines.Heading.StartsWith("For $", StringComparison.Ordinal)).Items[0].Text.Split(", ")[0]));

    private static IEnumerable<string> Compared(string line, string key, Func<double, string> written)
    {
        using var json = JsonDocument.Parse(Lines.Desk.Ask(line).Json!());
        return [.. json.RootElement.GetProperty("compared").EnumerateArray().Select(item => written(item.GetProperty(key).GetDouble()))];
    }
}
