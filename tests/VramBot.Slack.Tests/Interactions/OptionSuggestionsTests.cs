using VramBot.Slack.Tests.Blocks;

namespace VramBot.Slack.Tests.Interactions;

public sealed class OptionSuggestionsTests
{
    [Theory]
    [InlineData("model", "mixtral-8x7", "mixtral-8x7b")]
    [InlineData("model", "mixtal", "mixtral-8x7b")]
    [InlineData("model", "mistralai/Mixtral", "mistralai/Mixtral-8x7B-Instruct-v0.1")]
    [InlineData("model", "someone/their-own-model", "someone/their-own-model")]
    [InlineData("precision", "Q4_K", "Q4_K_M")]
    [InlineData("gpu", "409", "rtx-4090")]
    [InlineData("gpu", "2x3090", "2xrtx-3090")]
    public async Task What_is_meant_is_among_the_first(string field, string typed, string meant) => Assert.Contains(meant, (await OfAsync(field, typed)).Take(4));

    [Theory]
    [InlineData("model", "7b")]
    [InlineData("gpu", "2x4090")]
    public async Task What_is_typed_can_be_chosen_too(string field, string typed) => Assert.Contains(typed, await OfAsync(field, typed));

    [Theory]
    [InlineData("model", "")]
    [InlineData("gpu", "")]
    [InlineData("precision", "")]
    [InlineData("model", "<!channel> & co")]
    public async Task A_menu_is_never_empty(string field, string typed) => Assert.InRange((await OfAsync(field, typed)).Count, 1, 100);

    [Theory]
    [InlineData("nothing", "x")]
    [InlineData("", "")]
    public async Task What_is_not_known_has_no_options(string field, string typed) => Assert.Empty(await OfAsync(field, typed));

    [Fact]
    public async Task What_is_typed_is_never_too_long() => Assert.DoesNotContain(new string('x', 76), await OfAsync("model", new('x', 76)));

    private static async Task<List<string>> OfAsync(string field, string typed)
    {
        using var desk = new Desk();
        var answer = (await desk.AnswerAsync(Payloads.Suggestion(field, typed)))!.Value;
        Assert.Empty(SlackRules.ProblemsOfOptions(answer));
        return [.. answer.GetProperty("options").EnumerateArray().Select(option => option.GetProperty("value").GetString()!)];
    }
}
