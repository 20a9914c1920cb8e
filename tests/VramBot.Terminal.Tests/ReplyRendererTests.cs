using System.Globalization;
using Spectre.Console;
using VramBot.Commands.Replies;

namespace VramBot.Terminal.Tests;

/// <summary>A made-up answer on consoles of several widths.</summary>
public sealed class ReplyRendererTests
{
    private static readonly Reply Answer = new("Some-Model-8B · fp8 · 4,096 tokens")
    {
        Mark = LineMark.Tight,
        Headline = "Yes, but tight, at fp8: 11.2 of 12.0 GiB on the RTX 5070 12 GB, up to 10k tokens",
        Sections =
        [
            new ReplySection.Bars([new("Weights", 8.5), new("KV cache", 0.5), new("CUDA context", 2.2)]),
            new ReplySection.Lines("To run it", [new(LineMark.Fits, "int4: 8.0 GiB", "/vram model:some-model precision:int4")], IsNumbered: true),
            new ReplySection.Lines("Runs on", [new(LineMark.Tight, "RTX 5070 12 GB: 0.8 GiB to spare"), new(LineMark.DoesNotFit, "RTX 3080 10GB: 1.2 GiB short")]),
        ],
        Footer = "8B parameters · 1 user",
    };

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    public void No_line_is_wider_than_the_console(int width) =>
        Assert.All(Write(width, AnsiSupport.No).Split('\n'), line => Assert.InRange(new StringInfo(line.TrimEnd()).LengthInTextElements, 0, width));

    [Fact]
    public void Bars_never_break_at_forty_columns() => Assert.Contains("Weights      ██████████████▍        8.5\n", Write(40, AnsiSupport.No), StringComparison.Ordinal);

    [Fact]
    public void Each_verdict_is_a_word_as_well_as_a_sign()
    {
        var text = Write(200, AnsiSupport.No);
        Assert.Contains("⚠️ Yes, but tight,", text, StringComparison.Ordinal);
        Assert.Contains("⚠️ tight: RTX 5070", text, StringComparison.Ordinal);
        Assert.Contains("❌ RTX 3080 10GB: 1.2 GiB short", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_suggestion_is_followed_by_the_line_that_asks_it() =>
        Assert.Contains("1. ✅ int4: 8.0 GiB\n   /vram model:some-model precision:int4\n", Write(200, AnsiSupport.No), StringComparison.Ordinal);

    // A break of the console's own would be copied with the line.
    [Theory]
    [InlineData(AnsiSupport.No)]
    [InlineData(AnsiSupport.Yes)]
    public void A_line_to_be_copied_is_never_broken_or_coloured(AnsiSupport ansi)
    {
        var line = $"vllm serve {new string('m', 200)} --max-model-len 4096";
        var text = Write(40, ansi, new("Some-Model-8B") { Sections = [new ReplySection.Code("To start it", [line, "second"], "A note.")] });
        Assert.Contains($"\n{line}\nsecond\n", text, StringComparison.Ordinal);
        Assert.Contains("A note.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Colour_is_for_terminals_alone()
    {
        Assert.Contains('\u001b', Write(80, AnsiSupport.Yes));
        Assert.DoesNotContain('\u001b', Write(80, AnsiSupport.No));
    }

    private static string Write(int width, AnsiSupport ansi, Reply? reply = null)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new()
        {
            Ansi = ansi,
            ColorSystem = ansi == AnsiSupport.Yes ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        new ReplyRenderer(console).Write(reply ?? Answer);
        return writer.ToString().ReplaceLineEndings("\n");
    }
}
