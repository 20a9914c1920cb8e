using VramBot.Slack.Tests.Rendering;

namespace VramBot.Slack.Tests.Interactions;

public sealed class AnswerWriterTests
{
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
