using VramBot.Testing;

namespace VramBot.App.Tests;

/// <summary>The verbs of the command line, each in a process of its own.</summary>
public sealed class VerbTests
{
    private static readonly Dictionary<string, string> NoSettings = [];

    [Fact]
    public async Task Ask_answers()
    {
        var (exit, output, errors) = await BotProcess.RunAsync(NoSettings, "ask", "/vram model:mixtral-8x7b precision:int4 ctx:4096");
        Assert.Equal((0, string.Empty), (exit, errors));
        Assert.StartsWith("Mixtral-8x7B-Instruct-v0.1 · int4", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_need_no_quotes() => Assert.Equal(0, (await BotProcess.RunAsync(NoSettings, "ask", "/vram", "llama-3.1-8b", "gpu:4090")).Exit);

    [Fact]
    public async Task A_problem_goes_to_the_error_stream_with_exit_code_2()
    {
        var (exit, output, errors) = await BotProcess.RunAsync(NoSettings, "ask", "/vram mixtal-8x7b");
        Assert.Equal((2, string.Empty), (exit, output));
        Assert.Contains("mixtral-8x7b", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_catalogs_are_checked()
    {
        var (exit, output, _) = await BotProcess.RunAsync(NoSettings, "catalog", "check");
        Assert.Equal(0, exit);
        Assert.StartsWith("554 models, 13 image models, 248 GPUs, 109 weight formats", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_faulty_catalog_ends_with_exit_code_1_and_its_faults()
    {
        var empty = Directory.CreateTempSubdirectory("vrambot-empty").FullName;
        var checkedOnly = await BotProcess.RunAsync(NoSettings, "catalog", "check", empty);
        var asked = await BotProcess.RunAsync(new Dictionary<string, string> { ["Catalog__Path"] = empty }, "ask", "/vram 7b");
        Directory.Delete(empty);
        Assert.Equal((1, 1), (checkedOnly.Exit, asked.Exit));
        Assert.Contains("config/models: has no files", checkedOnly.Errors, StringComparison.Ordinal);
        Assert.Contains("config/models: has no files", asked.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", asked.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_commands_of_Discord_are_printed()
    {
        var (exit, output, _) = await BotProcess.RunAsync(NoSettings, "commands", "discord");
        Assert.Equal(0, exit);
        Assert.Contains("\"name\": \"vram\"", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("socket_mode_enabled: true", "commands", "slack-manifest")]
    [InlineData("https://bot.example.org/slack/commands", "commands", "slack-manifest", "--url", "https://bot.example.org")]
    public async Task A_manifest_for_Slack_is_printed(string holds, params string[] arguments)
    {
        var (exit, output, _) = await BotProcess.RunAsync(NoSettings, arguments);
        Assert.Equal(0, exit);
        Assert.Contains(holds, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accuracy_reads_the_cases_of_the_repository()
    {
        var (exit, output, _) = await BotProcess.RunAsync(NoSettings, "accuracy", Repository.PathOf("tests", "cases", "serving.jsonl"));
        Assert.Equal(0, exit);
        Assert.Contains("weights_gib", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_says_when_nothing_listens()
    {
        var (exit, _, errors) = await BotProcess.RunAsync(new Dictionary<string, string> { ["Http__Port"] = BotProcess.FreePort().ToString(System.Globalization.CultureInfo.InvariantCulture) }, "health");
        Assert.Equal(1, exit);
        Assert.Contains("No answer", errors, StringComparison.Ordinal);
    }
}
