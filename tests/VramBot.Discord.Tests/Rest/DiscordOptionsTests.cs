namespace VramBot.Discord.Tests.Rest;

/// <summary>Settings that cannot be right are refused by the name of their variable.</summary>
public sealed class DiscordOptionsTests
{
    private const string Key = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    [Theory]
    [InlineData(null, null, null, "https://discord.com/api/v10")]
    [InlineData("", "", "", "http://127.0.0.1:5000/api/v10/")]
    [InlineData(Key, "1060000000000000000", "77", "http://127.0.0.1:5000")]
    public void Good_settings_are_taken(string? publicKey, string? application, string? guild, string address) =>
        Assert.True(new DiscordOptions.Validator().Validate(null, new() { Token = "MTA2.G_-a.b", PublicKey = publicKey, ApplicationId = application, GuildId = guild, ApiBaseUrl = address }).Succeeded);

    [Theory]
    [InlineData("Discord__Token")]
    [InlineData("Discord__PublicKey")]
    [InlineData("Discord__ApplicationId")]
    [InlineData("Discord__GuildId")]
    [InlineData("Discord__ApiBaseUrl")]
    public void All_that_is_wrong_is_said_at_once_and_no_secret_with_it(string variable)
    {
        var result = new DiscordOptions.Validator().Validate(null, new() { Token = "Bot hush", PublicKey = Key[1..], ApplicationId = "me", GuildId = "here", ApiBaseUrl = "discord.com" });
        Assert.Contains(variable, result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", result.FailureMessage, StringComparison.Ordinal);
    }
}
