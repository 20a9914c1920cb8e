using VramBot.Slack.Interactions;
using VramBot.Slack.Tests.Rendering;
using VramBot.Testing;

namespace VramBot.Slack.Tests.Interactions;

public sealed class WrittenMessagesTests
{
    private static readonly Placement Private = new(IsPrivate: true);
    private readonly FakeTime time = new();

    [Fact]
    public void A_message_is_found_where_it_belongs()
    {
        var written = new WrittenMessages(time);
        written.Add("/vram a", Private, [1]);
        Assert.Equal([1], written.Find("/vram a", new(IsPrivate: true)));
        Assert.Null(written.Find("/vram a", new(IsPrivate: false)));
        Assert.Null(written.Find("/vram a", new(IsPrivate: true, Replaces: true)));
        Assert.Null(written.Find("/vram b", Private));
    }

    [Fact]
    public void It_is_gone_after_two_spans()
    {
        var written = new WrittenMessages(time);
        written.Add("/vram a", Private, [1]);
        time.Advance(WrittenMessages.Span);
        Assert.NotNull(written.Find("/vram a", Private));
        time.Advance(WrittenMessages.Span);
        Assert.Null(written.Find("/vram a", Private));
    }

    [Fact]
    public void It_is_gone_after_a_long_silence()
    {
        var written = new WrittenMessages(time);
        written.Add("/vram a", Private, [1]);
        time.Advance(3 * WrittenMessages.Span);
        Assert.Null(written.Find("/vram a", Private));
    }

    [Fact]
    public void No_more_is_held_than_two_generations()
    {
        var written = new WrittenMessages(time);
        foreach (var number in Enumerable.Range(0, 40))
            written.Add($"/vram {number}", Private, new byte[WrittenMessages.MostBytes / 8]);
        Assert.Equal(16, Enumerable.Range(0, 40).Count(number => written.Find($"/vram {number}", Private) is not null));
        Assert.NotNull(written.Find("/vram 39", Private));
    }

    [Fact]
    public async Task What_is_asked_again_is_not_worked_out_again()
    {
        var asked = 0;
        using var desk = new Desk(line =>
        {
            asked++;
            return Task.FromResult(Rendered.Desk.Ask(line));
        });
        var first = (await desk.AnswerAsync(Payloads.Command("qwen3-8b")))!.Value.GetRawText();
        Assert.Equal(first, (await desk.AnswerAsync(Payloads.Command("qwen3-8b")))!.Value.GetRawText());
        Assert.Equal(1, asked);
        await desk.AnswerAsync(Payloads.Command("mixtal"));
        await desk.AnswerAsync(Payloads.Command("mixtal"));
        Assert.Equal(3, asked);
    }

    /// <summary>What was fetched from elsewhere may be another the next time.</summary>
    [Fact]
    public async Task What_came_late_is_asked_again()
    {
        var asked = 0;
        using var desk = new Desk(async line =>
        {
            asked++;
            await Task.Yield();
            return Rendered.Desk.Ask(line);
        });
        await desk.AnswerAsync(Payloads.Command("qwen3-8b"));
        await desk.AnswerAsync(Payloads.Command("qwen3-8b"));
        Assert.Equal(2, asked);
    }
}
