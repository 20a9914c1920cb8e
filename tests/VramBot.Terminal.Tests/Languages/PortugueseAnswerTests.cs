using System.CommandLine;
using VramBot.Commands;
using VramBot.Testing;

namespace VramBot.Terminal.Tests.Languages;

/// <summary>What the terminal prints in Portuguese, held against approved texts.</summary>
public sealed class PortugueseAnswerTests
{
    [Theory]
    [InlineData("mixtral-int4-pt", "/vram model:mixtral-8x7b precision:int4 ctx:4096 lang:pt")]
    [InlineData("training-qlora-on-3060-pt", "/vram llama-3.1-8b task:qlora gpu:3060-12gb lang:pt")]
    [InlineData("plan-forty-users-pt", "/vram-plan llama-3.1-70b users:40 prompt:7k output:1k gpu:h100 lang:pt")]
    [InlineData("fit-3060-pt", "/vram-fit gpu:3060-12gb lang:pt")]
    [InlineData("compare-formats-pt", "/vram-compare llama-3.1-8b precisions:Q8_0,Q5_K_M,Q4_K_M gpu:3060-12gb ctx:8k lang:pt")]
    [InlineData("help-pt", "/vram-help lang:pt")]
    public void An_answer_reads_as_approved(string name, string line)
    {
        using var output = new StringWriter();
        var console = TerminalConsole.Over(output, isTerminal: false);
        new RootCommand { AskCommand.Create(() => Lines.Of(ShippedCatalogs.Catalog), console, console) }.Parse(["ask", line]).Invoke();
        Assert.Equal(string.Empty, Approval.Difference(name, output.ToString()));
    }
}
