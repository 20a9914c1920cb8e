namespace VramBot.Chat.Tests;

public sealed class RecentValuesTests
{
    [Fact]
    public void What_is_kept_is_there()
    {
        var values = new RecentValues<string>(2);
        values.Keep("a", "1");
        Assert.True(values.TryGet("a", out var value));
        Assert.Equal("1", value);
        Assert.False(values.TryGet("b", out _));
    }

    [Fact]
    public void No_more_are_kept_than_was_said()
    {
        var values = new RecentValues<string>(10);
        for (var number = 0; number < 1000; number++)
        {
            values.Keep($"{number}", "x");
            Assert.InRange(values.Count, 1, 21);
        }
    }

    [Fact]
    public void What_is_asked_for_again_and_again_stays()
    {
        var values = new RecentValues<string>(10);
        values.Keep("often", "x");
        for (var number = 0; number < 1000; number++)
        {
            values.Keep($"{number}", "x");
            Assert.True(values.TryGet("often", out _));
        }
    }
}
