using VramBot.Commands.Grammar;
using VramBot.Core;
using VramBot.Testing;

namespace VramBot.Commands.Tests.Grammar;

public sealed class LineCodeTests
{
    private static readonly LineCode Code = new(ShippedCatalogs.Catalog);
    private static readonly LineReader Lines = new(ShippedCatalogs.Catalog.Models);

    public static TheoryData<string> Examples() => [.. CommandBook.All.Where(command => command.IsBuilt).SelectMany(command => command.Examples)];

    [Theory]
    [MemberData(nameof(Examples))]
    [InlineData("/vram llama-3.1-8b flags:\"--rope-scaling '{a;b}' --port 80\"")]
    [InlineData("/vram llama-3.1-8b flags:\"-ot exps=CPU;\\\\d+\"")]
    public void A_line_comes_back_in_its_normal_form(string line)
    {
        var typed = Lines.Read(line, new List<Problem>());
        var code = Code.Write(line, 1000);
        Assert.NotNull(code);
        Assert.Equal(typed!.ToString(), LineCode.Read(code));
    }

    /// <summary>Every option of every command by itself: a letter that is not its own would bring another option back.</summary>
    [Fact]
    public void Every_option_of_every_command_has_a_letter_of_its_own()
    {
        foreach (var command in CommandBook.All.Where(command => command.IsBuilt))
            foreach (var option in command.Options)
            {
                var line = $"/{command.Name} {option.Name}:{option.Example}";
                var typed = Lines.Read(line, new List<Problem>())!;
                Assert.Equal(typed.ToString(), LineCode.Read(Code.Write(line, 1000) ?? $"no code for {line}"));
            }
    }

    [Fact]
    public void A_usual_line_is_short() => Assert.Equal("vmmixtral-8x7b;pint4;c4096;g2xrtx-3090", Code.Write("/vram model:mixtral-8x7b precision:int4 ctx:4096 gpu:2xrtx-3090", 96));

    [Fact]
    public void What_does_not_fit_has_no_code() => Assert.Null(Code.Write("/vram model:mixtral-8x7b", 10));

    [Fact]
    public void What_cannot_be_read_has_no_code() => Assert.Null(Code.Write("/vram model:mixtral-8x7b ctx:1 ctx:2", 100));

    /// <summary>The quick way for lines in their normal form reads what the way for any line reads.</summary>
    [Theory]
    [MemberData(nameof(Examples))]
    public void A_line_in_its_normal_form_is_read_alike(string line)
    {
        var typed = Lines.Read(line, new List<Problem>())!;
        Assert.Equal(Lines.Read(typed.ToString(), new List<Problem>())!.ToString(), NormalLine.Read(typed.ToString())?.ToString());
    }

    [Theory]
    [InlineData("/vram mixtral-8x7b")]
    [InlineData("/vram p:int4")]
    [InlineData("/vram model:a model:b")]
    [InlineData("/vram model:\"a")]
    [InlineData("/vram model:\"a\"b ctx:1")]
    [InlineData("/vram model:")]
    [InlineData("/vram model:a  ctx:1")]
    [InlineData("/vram model:a ")]
    [InlineData("/nothing model:a")]
    [InlineData("/")]
    [InlineData("")]
    public void A_line_in_another_form_is_left_to_the_reader(string line) => Assert.Null(NormalLine.Read(line));
}
