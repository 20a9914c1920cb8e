namespace VramBot.Commands.Tests.Grammar;

/// <summary>Where the model may stand in a line, and what becomes of words behind it.</summary>
public sealed class ModelPlaceTests
{
    [Theory]
    [InlineData("/vram ctx:8k llama-3.1-8b")]
    [InlineData("/vram gpu:rtx 4090 llama-3.1-8b ctx:8k")]
    [InlineData("/vram precision:fp8 llama-3.1-8b")]
    [InlineData("/vram users:4 llama 3.1 8b ctx:8k")]
    [InlineData("/vram engine:vllm 0.11 llama-3.1-8b")]
    public void The_model_stands_anywhere_in_the_line(string line) => Assert.Equal("meta-llama/Llama-3.1-8B", Lines.Understood(line).Model.Entry.Id);

    [Fact]
    public void A_bare_size_stands_anywhere_too() => Assert.Equal("7B", Lines.Understood("/vram precision:nf4 7b").Model.Entry.Id);

    [Theory]
    [InlineData("/vram llama-3.1-8b 4k int4", "/vram model:llama-3.1-8b ctx:4k precision:int4")]
    [InlineData("/vram llama-3.1-8b 4090", "/vram model:llama-3.1-8b gpu:4090")]
    [InlineData("/vram 7b nf4", "/vram model:7b precision:nf4")]
    [InlineData("/vram llama-3.1-8b please", "/vram model:llama-3.1-8b")]
    [InlineData("/vram llama-3.1-8b 8k ctx:4k", "/vram model:llama-3.1-8b ctx:4k")]
    public void Words_behind_the_model_are_offered_as_the_options_that_they_can_be(string line, string corrected)
    {
        var problem = Assert.Single(Lines.Desk.Ask(line).Problems);
        Assert.Equal("word.stray", problem.Code);
        Assert.Equal(corrected, problem.Try);
        Assert.Empty(Lines.Desk.Ask(corrected).Problems);
    }

    [Theory]
    [InlineData("ep:1")]
    [InlineData("adapters:0")]
    [InlineData("offload:none")]
    [InlineData("draft:none")]
    [InlineData("budget:none")]
    [InlineData("task:inference")]
    [InlineData("method:exact")]
    public void An_unbuilt_option_at_its_default_changes_nothing(string option)
    {
        var asked = Lines.Desk.Ask($"/vram llama-3.1-8b {option}");
        Assert.Empty(asked.Problems);
        Assert.Equal(Lines.Desk.Ask("/vram llama-3.1-8b").Vram?.Estimate.Total, asked.Vram?.Estimate.Total);
    }

    [Theory]
    [InlineData("4kk", "4k")]
    [InlineData("8k!", "8k")]
    [InlineData("4096tok", "4096")]
    [InlineData("1e9", "4096")]
    [InlineData("-1", "4096")]
    [InlineData("99999999999", "4096")]
    [InlineData("many", "4096")]
    public void A_mistyped_context_is_guessed(string typed, string guess) =>
        Assert.Equal($"/vram model:llama-3.1-8b ctx:{guess}", Lines.Desk.Ask($"/vram llama-3.1-8b ctx:{typed}").Problems[0].Try);
}
