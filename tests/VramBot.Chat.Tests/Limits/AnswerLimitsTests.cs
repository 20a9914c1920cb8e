using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Options;
using VramBot.Chat.Limits;
using VramBot.Core.Languages;
using VramBot.Testing;

namespace VramBot.Chat.Tests.Limits;

/// <summary>Nobody has more answers in a minute than are set, and who waits as long as is said has the next.</summary>
public sealed class AnswerLimitsTests
{
    private readonly FakeTime time = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(59)]
    public void A_person_has_as_many_as_are_set_and_then_waits(int second)
    {
        time.Advance(TimeSpan.FromSeconds(second));
        var limits = Limits(perPerson: 3);
        Assert.Equal(3, Answered(limits, new("discord", "1", "7"), 10));
        Assert.Equal(3, Answered(limits, new("discord", "2", "7"), 10));
        Assert.Equal(3, Answered(limits, new("slack", "1", null), 10));
        Assert.StartsWith("You have had as many answers as one person gets in a minute: 3. Ask again in ", limits.Refuse(new("/vram qwen3-8b") { Asker = new("discord", "1", "8") }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_has_as_many_as_are_set_for_all_of_it_and_nobody_loses_his_own_by_that()
    {
        var limits = Limits(perPerson: 4, perServer: 6);
        Assert.Equal(4, Answered(limits, new("discord", "1", "7"), 10));
        Assert.Equal(2, Answered(limits, new("discord", "2", "7"), 10));
        Assert.StartsWith("Everybody here together", limits.Refuse(new("/vram qwen3-8b") { Asker = new("discord", "2", "7") }), StringComparison.Ordinal);
        Assert.Equal(2, Answered(limits, new("discord", "2", "8"), 10));
        Assert.Equal(4, Answered(limits, new("discord", "3", null), 10));
    }

    [Theory]
    [InlineData(0, 0, 1000)]
    [InlineData(0, 5, 5)]
    [InlineData(5, 0, 5)]
    public void Zero_is_no_limit(int perPerson, int perServer, int answered) =>
        Assert.Equal(answered, Answered(Limits(perPerson, perServer), new("discord", "1", "7"), 1000));

    [Fact]
    public void What_the_bot_asks_itself_has_no_limit()
    {
        var limits = Limits(perPerson: 1, perServer: 1);
        Assert.All(Enumerable.Range(0, 100), _ => Assert.Null(limits.Refuse(new("/vram qwen3-8b"))));
        Assert.Equal(0, limits.Counting);
    }

    // The clock stands at the beginning of a minute, and the answers of a minute count as if spread over it: when it is over, one of 60 has to grow old, which takes a second.
    [Theory]
    [InlineData("/vram qwen3-8b", null, 60, "Ask again in 61 seconds.")]
    [InlineData("/vram qwen3-8b", "pt-BR", 60, "Pergunte de novo em 61 segundos.")]
    [InlineData("/vram qwen3-8b lang:pt", null, 60, "Pergunte de novo em 61 segundos.")]
    [InlineData("/vram qwen3-8b lang:en", "pt-BR", 60, "Ask again in 61 seconds.")]
    [InlineData("/vram qwen3-8b", null, 1, "Ask again in 120 seconds.")]
    [InlineData("/vram qwen3-8b", null, 1000, "gets in a minute: 1,000. Ask again in 61 seconds.")]
    [InlineData("/vram qwen3-8b", "pt-BR", 1000, "em um minuto: 1.000.")]
    public void How_long_to_wait_is_said_in_the_persons_language(string line, string? locale, int limit, string words)
    {
        var limits = Limits(perPerson: limit);
        var question = new Question(line) { Asker = new("discord", "1", "7"), Language = Language.Named(locale) };
        Assert.Equal(limit, Answered(limits, question.Asker, limit));
        Assert.Contains(words, limits.Refuse(question), StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_second_is_one_second()
    {
        var limits = Limits(perPerson: 1);
        Assert.Null(limits.Refuse(new("/vram qwen3-8b") { Asker = new("discord", "1", null) }));
        time.Advance(TimeSpan.FromSeconds(119.5));
        Assert.Contains("Ask again in 1 second.", limits.Refuse(new("/vram qwen3-8b") { Asker = new("discord", "1", null) }), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_waits_as_long_as_is_said_has_the_next_answer_and_nobody_ever_has_twice_as_many() => Prop.ForAll(
        Gen.Choose(1, 50).ToArbitrary(),
        Gen.Choose(0, 20_000).ListOf(60).ToArbitrary(),
        (limit, pauses) =>
        {
            var clock = new FakeTime();
            var limits = new AnswerLimits(Options.Create(new LimitOptions { PerPerson = limit }), clock);
            var asker = new Asker("discord", "1", null);
            var given = new List<DateTimeOffset>();
            foreach (var pause in pauses)
            {
                clock.Advance(TimeSpan.FromMilliseconds(pause));
                TimeSpan wait;
                while ((wait = limits.Take(asker, out _, out _)) == TimeSpan.Zero)
                    given.Add(clock.GetUtcNow());
                Assert.InRange(wait, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(2));
                clock.Advance(wait + TimeSpan.FromMilliseconds(1));
                Assert.Equal(TimeSpan.Zero, limits.Take(asker, out _, out _));
                given.Add(clock.GetUtcNow());
            }

            // Within one of the clock's own minutes never more than the limit; within any sixty seconds those of two such minutes at the very most.
            Assert.All(given.GroupBy(AnswerCount.MinuteOf), minute => Assert.InRange(minute.Count(), 1, limit));
            Assert.All(given, from => Assert.InRange(given.Count(at => at >= from && at < from + AnswerCount.Window), 1, 2 * limit));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void So_many_are_counted_and_no_more_and_they_go_when_their_minutes_are_over()
    {
        var limits = Limits(perPerson: 1);
        for (var person = 0; person < 60_000; person++)
            Assert.Null(limits.Refuse(new("/vram qwen3-8b") { Asker = new("discord", person.ToString(CultureInfo.InvariantCulture), null) }));
        Assert.Equal(50_000, limits.Counting);
        Assert.Equal(50_000, limits.Changed().Select(count => count.Send(time.GetUtcNow())).Count());
        time.Advance(TimeSpan.FromMinutes(1));
        limits.Forget();
        Assert.Equal(50_000, limits.Counting);
        time.Advance(TimeSpan.FromMinutes(1));
        limits.Forget();
        Assert.Equal(0, limits.Counting);
    }

    [Fact]
    public async Task Many_at_once_have_no_more_than_one_after_the_other()
    {
        var limits = Limits(perPerson: 500, perServer: 700);
        var answered = await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(() => Answered(limits, new("discord", $"{worker % 2}", "7"), 400))));
        Assert.Equal(700, answered.Sum());
    }

    [Theory]
    [InlineData(60, 600, 0)]
    [InlineData(0, 0, 0)]
    [InlineData(-1, 600, 1)]
    [InlineData(-1, -5, 2)]
    public void What_is_set_is_a_number_of_answers(int perPerson, int perServer, int wrong) =>
        Assert.Equal(wrong, (new LimitOptions.Validator().Validate(null, new() { PerPerson = perPerson, PerServer = perServer }).Failures ?? []).Count());

    private static int Answered(AnswerLimits limits, Asker asker, int asked) => Enumerable.Range(0, asked).Count(_ => limits.Take(asker, out var _, out var _) == TimeSpan.Zero);

    private AnswerLimits Limits(int perPerson = 0, int perServer = 0) => new(Options.Create(new LimitOptions { PerPerson = perPerson, PerServer = perServer }), time);
}
