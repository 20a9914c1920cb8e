using VramBot.Testing;

namespace VramBot.Chat.Tests;

public sealed class RecentAnswersTests
{
    private const int MostBytes = 8_000;
    private readonly FakeTime time = new();

    [Fact]
    public void An_answer_is_found_by_all_that_it_depends_on()
    {
        var answers = Create();
        answers.Keep(("/vram a", "en"), [1]);
        Assert.Equal([1], answers.Find(("/vram a", "en")));
        Assert.Null(answers.Find(("/vram a", "pt")));
        Assert.Null(answers.Find(("/vram b", "en")));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(30, false)]
    public void It_is_gone_after_two_spans_read_or_not(int spans, bool isThere)
    {
        var answers = Create();
        answers.Keep(("/vram a", "en"), [1]);
        for (var span = 1; span < spans; span++)
        {
            time.Advance(RecentAnswers<string>.Span);
            answers.Find(("/vram a", "en"));
        }

        time.Advance(RecentAnswers<string>.Span);
        Assert.Equal(isThere, answers.Find(("/vram a", "en")) is not null);
    }

    [Fact]
    public void It_is_gone_after_a_long_silence()
    {
        var answers = Create();
        answers.Keep(("/vram a", "en"), [1]);
        time.Advance(3 * RecentAnswers<string>.Span);
        Assert.Null(answers.Find(("/vram a", "en")));
    }

    [Fact]
    public void No_more_is_held_than_two_generations()
    {
        var answers = Create();
        foreach (var number in Enumerable.Range(0, 40))
            answers.Keep(($"/vram {number}", "en"), new byte[MostBytes / 8]);
        Assert.Equal(16, Enumerable.Range(0, 40).Count(number => answers.Find(($"/vram {number}", "en")) is not null));
        Assert.NotNull(answers.Find(("/vram 39", "en")));
    }

    private RecentAnswers<(string Line, string Language)> Create() => new(time, MostBytes);
}
