using System.ComponentModel;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using VramBot.App.Settings;

namespace VramBot.App.Tests.Settings;

/// <summary>The settings as they are read: what cannot be, what means nothing, and what nobody may see.</summary>
public sealed class BotSettingsTests
{
    private const string Canary = "canary-5f1c-secret";

    private static readonly Assembly[] Assemblies =
    [
        typeof(HttpOptions).Assembly, typeof(Discord.DiscordOptions).Assembly, typeof(Slack.SlackOptions).Assembly, typeof(Chat.LogsOptions).Assembly, typeof(Storage.StorageOptions).Assembly,
        typeof(Hub.HubOptions).Assembly,
    ];

    private static readonly Type[] OptionTypes = [.. Assemblies.SelectMany(assembly => assembly.GetExportedTypes()).Where(type => type.GetField("Section") is not null)];

    public static TheoryData<string> Secrets() => [.. SettingBook.All.Where(setting => setting.IsSecret).Select(setting => setting.Variable)];

    [Fact]
    public void Every_class_of_options_is_in_the_book() =>
        Assert.Equal(OptionTypes.Select(type => (string)type.GetField("Section")!.GetValue(null)!).Append("Catalog").Order(), SettingBook.Sections.Select(section => section.Name).Order());

    [Fact]
    public void What_sounds_like_a_secret_is_one() => Assert.All(
        OptionTypes.SelectMany(type => type.GetProperties()).Where(property => property.PropertyType == typeof(string) && new[] { "Token", "Secret", "Password", "Postgres" }.Any(word => property.Name.Contains(word, StringComparison.Ordinal))),
        property => Assert.True(property.GetCustomAttribute<PasswordPropertyTextAttribute>() is { Password: true }, $"{property.DeclaringType!.Name}.{property.Name}"));

    [Fact]
    public void Options_do_not_print_their_secrets() => Assert.All(OptionTypes, type =>
    {
        var options = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(property => property.PropertyType == typeof(string) && property.CanWrite))
            property.SetValue(options, Canary);
        Assert.DoesNotContain(Canary, options.ToString()!, StringComparison.Ordinal);
    });

    [Theory]
    [MemberData(nameof(Secrets))]
    public void A_secret_is_shown_as_stars(string variable)
    {
        var (_, settings) = Read((variable, Canary));
        var shown = Assert.Single(settings.Shown(), one => one.Setting.Variable == variable);
        Assert.Equal(("***", true), (shown.Shown, shown.IsSet));
    }

    [Theory]
    [MemberData(nameof(Secrets))]
    public void A_secret_comes_from_a_file_without_the_line_break_behind_it(string variable)
    {
        using var file = new TextFile($"{Canary}\r\n");
        var (configuration, settings) = Read(($"{variable}_FILE", file.Path));
        Assert.Empty(settings.Problems);
        Assert.Empty(settings.Warnings);
        Assert.Equal(Canary, configuration[variable.Replace("__", ":", StringComparison.Ordinal)]);
    }

    [Fact]
    public void Only_the_line_break_behind_it_is_left_out()
    {
        using var file = new TextFile(" a b\n\n");
        Assert.Equal(" a b", Read(("Discord__Token_FILE", file.Path)).Configuration["Discord:Token"]);
    }

    [Theory]
    [InlineData("", "which is empty")]
    [InlineData("\n", "which is empty")]
    public void A_file_without_a_secret_is_a_problem(string text, string why)
    {
        using var file = new TextFile(text);
        Assert.Contains(why, Assert.Single(Read(("Slack__BotToken_FILE", file.Path)).Settings.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere/token", "Discord__Token_FILE names `/nowhere/token`, which is not there: write the path of a file that holds the secret and nothing else, or leave it out.")]
    [InlineData("/tmp", "Discord__Token_FILE names `/tmp`, which is a folder: write the path of a file that holds the secret and nothing else, or leave it out.")]
    public void A_file_that_cannot_be_read_is_a_problem(string path, string problem) => Assert.Equal(problem, Assert.Single(Read(("Discord__Token_FILE", path)).Settings.Problems));

    [Fact]
    public void A_secret_and_its_file_together_are_a_problem()
    {
        using var file = new TextFile(Canary);
        var problem = Assert.Single(Read(("Discord__Token_FILE", file.Path), ("Discord__Token", Canary)).Settings.Problems);
        Assert.Equal("Discord__Token and Discord__Token_FILE are both set: keep one of them.", problem);
    }

    [Theory]
    [InlineData("Http__Port", "many", "Http__Port is `many`: write a whole number, or leave it out for 8080.")]
    [InlineData("Slack__Connections", "2.5", "Slack__Connections is `2.5`: write a whole number, or leave it out for 2.")]
    [InlineData("Discord__Ephemeral", "yes", "Discord__Ephemeral is `yes`: write true or false, or leave it out for False.")]
    [InlineData("Metrics__Port", "x", "Metrics__Port is `x`: write a whole number.")]
    public void What_is_of_another_kind_is_a_problem_that_says_what_to_write(string variable, string value, string problem) => Assert.Equal(problem, Assert.Single(Read((variable, value)).Settings.Problems));

    // As `Discord__Token=${DISCORD_TOKEN:-}` in a compose file leaves them.
    [Fact]
    public void An_empty_setting_is_one_that_was_left_out()
    {
        var (configuration, settings) = Read([.. SettingBook.All.Select(setting => (setting.Variable, string.Empty))]);
        Assert.Empty(settings.Problems);
        Assert.All(settings.Shown(), one => Assert.False(one.IsSet));
        Assert.Equal("https://slack.com/api", configuration["Slack:ApiBaseUrl"]);
    }

    [Theory]
    [InlineData("Discord__Tokn", "Discord__Tokn is set, but there is no such setting: did you mean Discord__Token?")]
    [InlineData("Slack__SiginingSecret", "Slack__SiginingSecret is set, but there is no such setting: did you mean Slack__SigningSecret?")]
    [InlineData("Slak__AppToken", "Slak__AppToken is set, but there is no such setting: did you mean Slack__AppToken?")]
    [InlineData("Http__Port_FILE", "Http__Port_FILE is set, but there is no such setting: only secrets are read from files.")]
    public void What_is_not_known_gets_the_nearest_that_is(string variable, string warning) => Assert.Equal(warning, Assert.Single(Read((variable, "x")).Settings.Warnings));

    [Theory]
    [InlineData("Logging__LogLevel__Default")]
    [InlineData("Discord__Token")]
    [InlineData("discord__token")]
    [InlineData("HTTP_PROXY")]
    [InlineData("Stack__Trace")]
    public void What_is_known_or_others_gets_no_warning(string variable) => Assert.Empty(Read((variable, "x")).Settings.Warnings);

    private static (ConfigurationManager Configuration, BotSettings Settings) Read(params (string Variable, string Value)[] set)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(set.Select(one => KeyValuePair.Create<string, string?>(one.Variable.Replace("__", ":", StringComparison.Ordinal), one.Value)));
        return (configuration, BotSettings.Read(configuration));
    }

    private sealed class TextFile : IDisposable
    {
        public TextFile(string text) => File.WriteAllText(Path, text);

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
