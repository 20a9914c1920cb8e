namespace VramBot.Slack.Tests;

/// <summary>Settings that cannot be right are refused by the name of their variable.</summary>
public sealed class SlackOptionsTests
{
    [Theory]
    [InlineData(null, "https://slack.com/api")]
    [InlineData("", "http://127.0.0.1:5000/api/")]
    [InlineData("abc", "http://127.0.0.1:5000")]
    public void Good_settings_are_taken(string? secret, string address) =>
        Assert.True(new SlackOptions.Validator().Validate(null, new() { AppToken = "xapp-1-A-2-b", BotToken = "xoxb-1", SigningSecret = secret, ClientId = "1.2", ApiBaseUrl = address }).Succeeded);

    [Theory]
    [InlineData("Slack__AppToken")]
    [InlineData("Slack__BotToken")]
    [InlineData("Slack__SigningSecret")]
    [InlineData("Slack__ClientId")]
    [InlineData("Slack__ClientSecret")]
    [InlineData("Slack__ApiBaseUrl")]
    [InlineData("Slack__Connections")]
    public void All_that_is_wrong_is_said_at_once_and_no_secret_with_it(string variable)
    {
        var result = new SlackOptions.Validator().Validate(null, new() { AppToken = "hush hush", BotToken = "hush hush", SigningSecret = "hush hush", ClientId = "hush hush", ClientSecret = "hush hush", ApiBaseUrl = "slack.com", Connections = 11 });
        Assert.Contains(variable, result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", result.FailureMessage, StringComparison.Ordinal);
    }
}
