namespace VramBot.Chat.Tests;

public sealed class RecentKeysTests
{
    [Fact]
    public void A_key_is_new_once()
    {
        var keys = new RecentKeys(4);
        Assert.True(keys.Add("a"));
        Assert.False(keys.Add("a"));
    }

    [Fact]
    public void The_oldest_is_forgotten_first()
    {
        var keys = new RecentKeys(2);
        Assert.True(keys.Add("a") && keys.Add("b") && keys.Add("c"));
        Assert.False(keys.Add("b"));
        Assert.True(keys.Add("a"));
    }
}
