using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VramBot.Slack.Install;
using VramBot.Slack.Interactions;
using VramBot.Storage;
using VramBot.Testing;
using VramBot.Testing.Databases;

namespace VramBot.Slack.Tests.Install;

/// <summary>Installations survive the process, encrypted, in either database, and go when Slack says so.</summary>
public sealed class StoredInstallationsTests : IDisposable
{
    private readonly KeptLog log = new();

    public void Dispose() => log.Dispose();

    [Theory]
    [ClassData(typeof(EveryStore))]
    public async Task A_token_is_there_again_after_a_restart_and_on_another_replica(StoreKind kind)
    {
        await using var store = await TestStore.MakeAsync(kind);
        await KeepAsync(Installations(store), null, "T1", "xoxb-one");
        await KeepAsync(Installations(store), null, "T1", "xoxb-two");
        Assert.Equal("xoxb-two", await TokenAsync(Installations(store), null, "T1"));
        Assert.Null(await TokenAsync(Installations(store), null, "T2"));
    }

    [Theory]
    [ClassData(typeof(EveryStore))]
    public async Task A_workspace_comes_before_its_organisation(StoreKind kind)
    {
        await using var store = await TestStore.MakeAsync(kind);
        var installations = Installations(store);
        await KeepAsync(installations, "E1", null, "xoxb-organisation");
        await KeepAsync(installations, "E1", "T1", "xoxb-workspace");
        Assert.Equal("xoxb-workspace", await TokenAsync(installations, "E1", "T1"));
        Assert.Equal("xoxb-organisation", await TokenAsync(installations, "E1", "T2"));
        Assert.Null(await TokenAsync(installations, "E2", "T3"));
        Assert.Null(await TokenAsync(installations, null, null));
    }

    [Theory]
    [ClassData(typeof(EveryStore))]
    public async Task What_is_not_kept_has_the_token_that_was_set(StoreKind kind)
    {
        await using var store = await TestStore.MakeAsync(kind);
        Assert.Equal("xoxb-set", await TokenAsync(Installations(store, "xoxb-set"), null, "T1"));
    }

    [Fact]
    public async Task Nothing_of_a_token_can_be_read_on_the_disk_and_nobody_else_may_look()
    {
        await using var store = await TestStore.MakeAsync(StoreKind.Sqlite);
        await KeepAsync(Installations(store), null, "T1", "xoxb-one");
        foreach (var path in Directory.GetFiles(store.Folder, "*", SearchOption.AllDirectories))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file, Encoding.Latin1);
            Assert.DoesNotContain("xoxb", await reader.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(path));
        }
    }

    [Theory]
    [ClassData(typeof(EveryStore))]
    public async Task Nothing_of_a_token_stands_in_the_database(StoreKind kind)
    {
        await using var store = await TestStore.MakeAsync(kind);
        await KeepAsync(Installations(store), null, "T1", "xoxb-one");
        var kept = await store.Open().UseAsync(async (connection, token) =>
        {
            await using var command = connection.Command("SELECT token FROM slack_installations");
            return (byte[])(await command.ExecuteScalarAsync(token))!;
        }, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("xoxb", Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(EveryStore))]
    public async Task Without_its_keys_a_token_is_worth_nothing_and_that_is_said(StoreKind kind)
    {
        await using var store = await TestStore.MakeAsync(kind);
        await KeepAsync(Installations(store), null, "T1", "xoxb-one");
        if (kind is StoreKind.Sqlite)
            Directory.Delete(Path.Combine(store.Folder, "data", "keys"), recursive: true);
        Assert.Null(await TokenAsync(Installations(store, clientSecret: "another"), null, "T1"));
        Assert.Contains("installed there again", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_to_is_named()
    {
        await using var store = await TestStore.MakeAsync(StoreKind.Sqlite);
        await System.IO.File.WriteAllTextAsync(Path.Combine(store.Folder, "data"), "in the way", TestContext.Current.CancellationToken);
        var installations = Installations(store);
        Assert.Contains("Storage__Path", (await Assert.ThrowsAsync<StorageException>(() => KeepAsync(installations, null, "T1", "xoxb-one"))).Message, StringComparison.Ordinal);
        Assert.Contains("Storage__Path", (await Assert.ThrowsAsync<StorageException>(() => TokenAsync(installations, null, "T1").AsTask())).Message, StringComparison.Ordinal);
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
        await using var kept = await TestStore.MakeAsync(StoreKind.Sqlite);
        var store = Installations(kept);
        await KeepAsync(store, null, "T1", "xoxb-one");
        using var loggers = LoggerFactory.Create(builder => builder.AddProvider(log));
        await new InstallationEvents(store, loggers.CreateLogger<InstallationEvents>()).TakeAsync(System.Text.Json.JsonElement.Parse(callback), TestContext.Current.CancellationToken);
        Assert.Equal(left, await TokenAsync(store, null, "T1"));
    }

    [Fact]
    public async Task An_organisation_that_removes_the_app_loses_its_own_token_alone()
    {
        await using var kept = await TestStore.MakeAsync(StoreKind.Sqlite);
        var store = Installations(kept);
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

    private StoredInstallations Installations(TestStore store, string? token = null, string clientSecret = "client secret")
    {
        var slack = Options.Create(new SlackOptions { BotToken = token, ClientSecret = clientSecret });
        var loggers = LoggerFactory.Create(builder => builder.AddProvider(log));
        return new(store.Open(), new(Options.Create(store.Settings), slack), new(slack), new FakeTime(), loggers.CreateLogger<StoredInstallations>());
    }
}
