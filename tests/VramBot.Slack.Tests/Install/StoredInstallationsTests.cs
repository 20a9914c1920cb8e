using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VramBot.Slack.Install;
using VramBot.Slack.Interactions;
using VramBot.Slack.Tests.Loopback;
using VramBot.Storage;
using VramBot.Testing;

namespace VramBot.Slack.Tests.Install;

/// <summary>Installations survive the process, encrypted, and go when Slack says so.</summary>
public sealed class StoredInstallationsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vrambot-slack-").FullName;
    private readonly KeptLog log = new();

    private string File => Path.Combine(folder, "data", "vrambot.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_token_is_there_again_after_a_restart()
    {
        await KeepAsync(Store(), null, "T1", "xoxb-one");
        await KeepAsync(Store(), null, "T1", "xoxb-two");
        Assert.Equal("xoxb-two", await TokenAsync(Store(), null, "T1"));
        Assert.Null(await TokenAsync(Store(), null, "T2"));
    }

    [Fact]
    public async Task A_workspace_comes_before_its_organisation()
    {
        var store = Store();
        await KeepAsync(store, "E1", null, "xoxb-organisation");
        await KeepAsync(store, "E1", "T1", "xoxb-workspace");
        Assert.Equal("xoxb-workspace", await TokenAsync(store, "E1", "T1"));
        Assert.Equal("xoxb-organisation", await TokenAsync(store, "E1", "T2"));
        Assert.Null(await TokenAsync(store, "E2", "T3"));
        Assert.Null(await TokenAsync(store, null, null));
    }

    [Fact]
    public async Task What_is_not_kept_has_the_token_that_was_set() => Assert.Equal("xoxb-set", await TokenAsync(Store("xoxb-set"), null, "T1"));

    [Fact]
    public async Task Nothing_of_a_token_can_be_read_on_the_disk_and_nobody_else_may_look()
    {
        await KeepAsync(Store(), null, "T1", "xoxb-one");
        foreach (var path in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file, Encoding.Latin1);
            Assert.DoesNotContain("xoxb", await reader.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public async Task Without_its_keys_a_token_is_worth_nothing_and_that_is_said()
    {
        await KeepAsync(Store(), null, "T1", "xoxb-one");
        Directory.Delete(Path.Combine(folder, "data", "keys"), recursive: true);
        Assert.Null(await TokenAsync(Store(), null, "T1"));
        Assert.Contains("installed there again", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_that_cannot_be_written_to_is_named()
    {
        System.IO.File.WriteAllText(Path.Combine(folder, "data"), "in the way");
        Assert.Contains("Storage__Path", Assert.Throws<StorageException>(() => Store().Open()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"team_id":"T1","event":{"type":"app_uninstalled"}}""", null)]
    [InlineData("""{"team_id":"T1","event":{"type":"tokens_revoked","tokens":{"oauth":["U1"],"bot":["U9"]}}}""", null)]
    [InlineData("""{"team_id":"T1","event":{"type":"tokens_revoked","tokens":{"oauth":["U1"],"bot":[]}}}""", "xoxb-one")]
    [InlineData("""{"team_id":"T2","event":{"type":"app_uninstalled"}}""", "xoxb-one")]
    [InlineData("""{"team_id":"T1","event":{"type":"app_home_opened"}}""", "xoxb-one")]
    [InlineData("""{"team_id":"T1","event":"app_uninstalled"}""", "xoxb-one")]
    [InlineData("""[]""", "xoxb-one")]
    public async Task A_token_goes_when_the_app_is_removed(string callback, string? left)
    {
        var store = Store();
        await KeepAsync(store, null, "T1", "xoxb-one");
        using var loggers = LoggerFactory.Create(builder => builder.AddProvider(log));
        await new InstallationEvents(store, loggers.CreateLogger<InstallationEvents>()).TakeAsync(System.Text.Json.JsonElement.Parse(callback), TestContext.Current.CancellationToken);
        Assert.Equal(left, await TokenAsync(store, null, "T1"));
    }

    [Fact]
    public async Task An_organisation_that_removes_the_app_loses_its_own_token_alone()
    {
        var store = Store();
        await KeepAsync(store, "E1", null, "xoxb-organisation");
        await KeepAsync(store, "E1", "T1", "xoxb-workspace");
        using var loggers = LoggerFactory.Create(builder => builder.AddProvider(log));
        var callback = System.Text.Json.JsonElement.Parse("""{"team_id":"T1","enterprise_id":"E1","authorizations":[{"is_enterprise_install":true}],"event":{"type":"app_uninstalled"}}""");
        await new InstallationEvents(store, loggers.CreateLogger<InstallationEvents>()).TakeAsync(callback, TestContext.Current.CancellationToken);
        Assert.Equal("xoxb-workspace", await TokenAsync(store, "E1", "T1"));
        Assert.Null(await TokenAsync(store, "E1", "T2"));
    }

    private static Task KeepAsync(StoredInstallations store, string? enterprise, string? team, string token) =>
        store.KeepAsync(new() { Workspace = new(enterprise, team), Token = token }, TestContext.Current.CancellationToken);

    private static ValueTask<string?> TokenAsync(StoredInstallations store, string? enterprise, string? team) =>
        store.TokenOfAsync(new SlackWorkspace(enterprise, team), TestContext.Current.CancellationToken);

    private StoredInstallations Store(string? token = null)
    {
        var storage = Options.Create(new StorageOptions { Path = File });
        var loggers = LoggerFactory.Create(builder => builder.AddProvider(log));
        return new(storage, new(storage), new(Options.Create(new SlackOptions { BotToken = token })), new FakeTime(), loggers.CreateLogger<StoredInstallations>());
    }
}
