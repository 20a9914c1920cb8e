using VramBot.Core.Models;

namespace VramBot.Commands.Tests.Grammar;

/// <summary>Models given by numbers.</summary>
public sealed class ShapeTests
{
    // The rows of a capacity worksheet, with the size as an option, as the model, or as the whole number.
    [Theory]
    [InlineData("/vram params:70b layers:80 kv-heads:8 head-dim:128")]
    [InlineData("/vram 70b layers:80 kv-heads:8 head-dim:128")]
    [InlineData("/vram params:70 layers:80 kv-heads:8 head-dim:128")]
    [InlineData("/vram params:70,000,000,000 layers:80 kv-heads:8 head-dim:128")]
    [InlineData("/vram params:70e9 num-layers:80 kvheads:8 headdim:128")]
    public void A_worksheet_gives_a_model(string line)
    {
        var network = Lines.Understood(line).Model.Entry.Network!;
        var attention = Assert.IsType<GroupedQueryAttention>(network.Layers[0].Attention);
        Assert.Equal((80, 8, 128, 8192), (network.Layers.Length, attention.KeyValueHeads, attention.HeadDim, network.HiddenSize));
        Assert.InRange(TensorInventory.Count(network).TotalBillions, 69, 71);
    }

    // MHA, GQA and MQA are as many heads of keys and values as query heads, fewer, and one.
    [Theory]
    [InlineData("kv-heads:32", 32)]
    [InlineData("kv-heads:8", 8)]
    [InlineData("kv-heads:1", 1)]
    public void Heads_of_keys_and_values_say_the_kind_of_attention(string option, int heads) =>
        Assert.Equal(heads, Assert.IsType<GroupedQueryAttention>(Lines.Understood($"/vram 7b hidden:4096 layers:32 heads:32 {option}").Model.Entry.Network!.Layers[0].Attention).KeyValueHeads);

    [Theory]
    [InlineData("/vram llama-3.1-8b layers:40", "layers.model")]
    [InlineData("/vram llama-3.1-8b params:70b", "params.model")]
    [InlineData("/vram 7b params:70b", "params.twice")]
    [InlineData("/vram params:many", "params.number")]
    [InlineData("/vram params:0.01b", "params.number")]
    [InlineData("/vram 70b kv-heads:7", "kv-heads.divide")]
    [InlineData("/vram 7b layers:1000 hidden:16384", "params.shape")]
    [InlineData("/vram 7b layers:0", "layers.number")]
    [InlineData("/vram-plan params:lots users:4", "params.number")]
    [InlineData("/vram-plan llama-3.1-8b users:4 head-dim:64", "head-dim.model")]
    public void Numbers_that_cannot_be_are_refused_with_a_line_that_works(string line, string code)
    {
        var problem = Assert.Single(Lines.Desk.Ask(line).Problems);
        Assert.Equal(code, problem.Code);
        Assert.Empty(Lines.Desk.Ask(problem.Try).Problems);
    }

    [Fact]
    public void What_the_numbers_leave_open_is_said()
    {
        var reply = Lines.Desk.Ask("/vram params:70b layers:80 kv-heads:8").Reply;
        Assert.Contains(reply.Sections.OfType<Commands.Replies.ReplySection.Paragraph>(), paragraph => paragraph.Text.Contains("hidden size 8,192, 64 query heads, head width 128, vocabulary 128,256", StringComparison.Ordinal));
    }

    // "Number of GPUs" and "tensor parallel size" of the worksheet: eight cards in replicas of four.
    [Theory]
    [InlineData("gpu:8x80GB tp:4", "they are enough")]
    [InlineData("gpu:4x80GB tp:4", null)]
    [InlineData("gpu:8xh100 tp:2", "more are needed")]
    public void Cards_at_hand_are_divided_into_replicas(string cards, string? said)
    {
        var answer = Lines.Desk.Ask($"/vram-plan llama-3.1-70b users:40 prompt:7k output:1k {cards}");
        Assert.Empty(answer.Problems);
        var notes = answer.Reply.Sections.OfType<Commands.Replies.ReplySection.Paragraph>().Select(paragraph => paragraph.Text).Where(text => text.Contains("at hand", StringComparison.Ordinal));
        if (said is null)
            Assert.Empty(notes);
        else
            Assert.Contains(said, Assert.Single(notes), StringComparison.Ordinal);
    }
}
