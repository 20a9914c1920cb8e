using VramBot.Discord.Gateway;
using VramBot.Testing;

namespace VramBot.Discord.Tests.Gateway;

public sealed class SendBudgetTests
{
    private readonly FakeTime time = new();

    [Fact]
    public void Room_is_kept_for_heartbeats()
    {
        var budget = new SendBudget(time);
        Assert.Equal(110, Enumerable.Range(0, 200).Count(_ => budget.TryTake()));
    }

    [Fact]
    public void Heartbeats_count_though_nothing_holds_them_up()
    {
        var budget = new SendBudget(time);
        for (var beat = 0; beat < 10; beat++)
            budget.Take();
        Assert.Equal(100, Enumerable.Range(0, 200).Count(_ => budget.TryTake()));
    }

    [Fact]
    public void No_minute_wherever_it_begins_holds_more()
    {
        var budget = new SendBudget(time);
        var sent = new List<int>();
        for (var tick = 0; tick < 3000; tick++)
        {
            if (budget.TryTake())
                sent.Add(tick);
            time.Advance(TimeSpan.FromSeconds(0.1));
        }

        Assert.All(sent, start => Assert.InRange(sent.Count(at => at >= start && at < start + 600), 1, 110));
        Assert.True(sent.Count > 500, $"{sent.Count}");
    }
}
