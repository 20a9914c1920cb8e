using Microsoft.Extensions.Options;
using VramBot.Discord.Gateway;

namespace VramBot.Discord.Tests.Gateway;

public sealed class GatewayOptionsTests
{
    [Theory]
    [InlineData("auto", null)]
    [InlineData("1", "wss://gateway.discord.gg")]
    [InlineData("9999", "ws://127.0.0.1:4000/")]
    public void What_is_fine_passes(string shards, string? url) => Assert.True(Check(shards, url).Succeeded);

    [Theory]
    [InlineData("0", null, "Discord__Shards")]
    [InlineData("-1", null, "Discord__Shards")]
    [InlineData("many", null, "Discord__Shards")]
    [InlineData("10000", null, "Discord__Shards")]
    [InlineData("auto", "https://gateway.discord.gg", "Discord__GatewayUrl")]
    [InlineData("auto", "gateway.discord.gg", "Discord__GatewayUrl")]
    public void What_is_not_is_named(string shards, string? url, string name) => Assert.Contains(name, Check(shards, url).FailureMessage, StringComparison.Ordinal);

    [Theory]
    [InlineData("auto", null)]
    [InlineData("3", null)]
    [InlineData("3", "0")]
    [InlineData("3", "2")]
    [InlineData("9999", "9998")]
    public void A_shard_of_its_own_is_one_of_those_there_are(string shards, string? shard) => Assert.True(CheckShard(shards, shard).Succeeded);

    [Theory]
    [InlineData("auto", "0", "Discord__Shards")]
    [InlineData("3", "3", "Discord__Shard,")]
    [InlineData("1", "9999", "Discord__Shard,")]
    [InlineData("3", "-1", "Discord__Shard,")]
    [InlineData("3", "bot-0", "Discord__Shard,")]
    [InlineData("3", "10000", "Discord__Shard,")]
    public void A_shard_that_is_none_of_them_is_named(string shards, string shard, string name) => Assert.Contains(name, CheckShard(shards, shard).FailureMessage, StringComparison.Ordinal);

    [Fact]
    public void The_answer_of_the_api_is_read()
    {
        var bot = System.Text.Json.JsonSerializer.Deserialize(
            """{"url":"wss://gateway.discord.gg","shards":9,"session_start_limit":{"total":1000,"remaining":998,"reset_after":14400000,"max_concurrency":16}}""",
            GatewayJson.Default.GatewayBot);
        Assert.Equal(new(new("wss://gateway.discord.gg"), 9, new(1000, 998, 14_400_000, 16)), bot);
    }

    private static ValidateOptionsResult CheckShard(string shards, string? shard)
    {
        var options = new DiscordOptions { Shards = shards, Shard = shard };
        var words = new DiscordOptions.Validator().Validate(null, options);
        return words.Failed ? words : new ShardRule().Validate(null, options);
    }

    private static ValidateOptionsResult Check(string shards, string? url) =>
        new DiscordOptions.Validator().Validate(null, new() { Shards = shards, GatewayUrl = url });
}
