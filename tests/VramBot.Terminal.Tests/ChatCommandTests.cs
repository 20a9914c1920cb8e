using System.CommandLine;
using VramBot.Testing;

namespace VramBot.Terminal.Tests;

public sealed class ChatCommandTests
{
    [Fact]
    public void Piped_lines_are_answered_one_after_another_until_exit()
    {
        var (exit, output) = Chat("/vram-gpus 4090", string.Empty, "/vram nothing-like-this", "exit", "/vram-gpus h200");
        Assert.Equal(0, exit);
        Assert.Contains("for “4090”", output, StringComparison.Ordinal);
        Assert.Contains("I don't know the model `nothing-like-this`", output, StringComparison.Ordinal);
        Assert.DoesNotContain("h200", output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Each_line_is_answered_in_the_language_that_it_names()
    {
        var (_, output) = Chat("/vram llama-3.1-8b task:full gpu:4090 lang:pt", "/vram llama-3.1-8b task:full gpu:4090");
        Assert.Equal(["justo", "tight"], System.Text.RegularExpressions.Regex.Matches(output, "⚠️ (justo|tight): ").Select(match => match.Groups[1].Value));
    }

    [Fact]
    public void The_end_of_the_input_leaves_cleanly() => Assert.Equal((0, string.Empty), Chat());

    private static (int Exit, string Output) Chat(params string[] lines)
    {
        using var output = new StringWriter();
        using var input = new StringReader(string.Join('\n', lines));
        var command = ChatCommand.Create(() => Lines.Of(ShippedCatalogs.Catalog), () => ShippedCatalogs.Catalog, TerminalConsole.Over(output, isTerminal: false), input);
        return (new RootCommand { command }.Parse(["chat"]).Invoke(), output.ToString());
    }
}
