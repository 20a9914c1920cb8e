using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using VramBot.Slack.Http;
using VramBot.Slack.Install;
using VramBot.Slack.Tests.Http;
using VramBot.Slack.Tests.Loopback;
using VramBot.Storage;
using VramBot.Testing;
using VramBot.Testing.Databases;

namespace VramBot.Slack.Tests.Install;

/// <summary>The app is installed into a workspace by a browser, over real sockets.</summary>
public sealed class InstallEndpointTests : IAsyncLifetime
{
    private const string Answer = """{"ok":true,"access_token":"xoxb-secretbot","token_type":"bot","scope":"commands","bot_user_id":"U9","app_id":"A111","team":{"id":"T1","name":"<b>Ours</b>"},"enterprise":null,"is_enterprise_install":false,"authed_user":{"id":"U1"}}""";
    private readonly string folder = Directory.CreateTempSubdirectory("vrambot-slack-").FullName;
    private SlackServer slack = null!;
    private SlackHost host = null!;

    public async ValueTask InitializeAsync()
    {
        slack = await SlackServer.StartAsync();
        host = await SlackHost.StartAsync(
            slack,
            options => (options.ClientId, options.ClientSecret, options.RedirectUrl) = ("1.2", "secretclient", "https://bot.example/slack/oauth/callback"),
            services => services.Configure<StorageOptions>(options => options.Path = Path.Combine(folder, "bot.db")));
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await slack.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        Assert.Empty(slack.Problems);
    }

    [Fact]
    public async Task Somebody_is_sent_to_slack_and_what_comes_back_is_kept()
    {
        slack.Codes["good"] = Answer;
        var (location, state, cookie) = await BeginAsync();
        Assert.Equal(new Uri(slack.ApiBase, "/oauth/v2/authorize").AbsolutePath, location.AbsolutePath);
        Assert.Contains("scope=commands&", location.Query, StringComparison.Ordinal);
        using var page = await FinishAsync($"code=good&state={state}", cookie);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("&lt;b&gt;Ours&lt;/b&gt;", await TextOf(page), StringComparison.Ordinal);
        Assert.Equal("https://bot.example/slack/oauth/callback", slack.Calls.Single().Form["redirect_uri"]);
        Assert.Equal("secretclient", slack.Calls.Single().Form["client_secret"]);
        Assert.Equal("xoxb-secretbot", await TokenAsync());
    }

    [Fact]
    public async Task Slack_says_that_it_was_removed_and_the_token_is_gone()
    {
        slack.Codes["good"] = Answer;
        var (_, state, cookie) = await BeginAsync();
        using var page = await FinishAsync($"code=good&state={state}", cookie);
        using var told = await host.PostJsonAsync(SlackEndpoints.EventsPath, """{"type":"event_callback","event_id":"Ev1","team_id":"T1","event":{"type":"app_uninstalled"}}""");
        await TimePump.UntilAsync(() => host.Log.Text.Contains("is forgotten", StringComparison.Ordinal));
        Assert.Null(await TokenAsync());
    }

    [Theory]
    [InlineData("other browser")]
    [InlineData("no cookie")]
    [InlineData("no state")]
    [InlineData("changed")]
    [InlineData("too late")]
    [InlineData("twice")]
    [InlineData("twice, spelled otherwise")]
    public async Task A_state_counts_in_its_browser_in_time_and_once(string how)
    {
        slack.Codes["good"] = Answer;
        var (_, state, cookie) = await BeginAsync();
        if (how == "other browser")
            cookie = (await BeginAsync()).Cookie;
        if (how == "too late")
            host.Time.Advance(InstallState.Life + TimeSpan.FromSeconds(1));
        if (how.StartsWith("twice", StringComparison.Ordinal))
            (await FinishAsync($"error=access_denied&state={state}", cookie)).Dispose();
        if (how == "twice, spelled otherwise")
            cookie = Respelled(cookie);
        var sent = how switch
        {
            "no state" => string.Empty,
            "changed" => state[..^4] + (state.EndsWith("AAAA", StringComparison.Ordinal) ? "BBBB" : "AAAA"),
            _ => state,
        };
        using var page = await FinishAsync($"code=good&state={sent}", how == "no cookie" ? null : cookie);
        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.Contains("another browser", await TextOf(page), StringComparison.Ordinal);
        Assert.Empty(slack.Calls);
    }

    // Sixteen bytes in 22 letters: four bits of the last one mean nothing.
    private static string Respelled(string cookie)
    {
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return $"{cookie[..^1]}{Letters[Letters.IndexOf(cookie[^1], StringComparison.Ordinal) ^ 1]}";
    }

    [Theory]
    [InlineData("error=access_denied", 200, "cancelled")]
    [InlineData("error=<script>alert(1)</script>", 200, "unknown_error")]
    [InlineData("code=old", 400, "used before")]
    [InlineData("code=rotating", 502, "token rotation")]
    [InlineData("code=user", 502, "did not confirm")]
    [InlineData("", 400, "no code")]
    public async Task What_goes_wrong_ends_on_a_plain_page(string query, int status, string words)
    {
        slack.Codes["rotating"] = Answer.Replace("\"token_type\"", "\"expires_in\":43200,\"token_type\"", StringComparison.Ordinal);
        slack.Codes["user"] = Answer.Replace("\"bot\"", "\"user\"", StringComparison.Ordinal);
        var (_, state, cookie) = await BeginAsync();
        using var page = await FinishAsync($"{query}&state={state}", cookie);
        Assert.Equal(status, (int)page.StatusCode);
        var text = await TextOf(page);
        Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", page.Headers.GetValues("Referrer-Policy").Single());
        Assert.Null(await TokenAsync());
    }

    [Fact]
    public async Task The_cookie_is_for_this_alone()
    {
        using var response = await host.Client.GetAsync(SlackEndpoints.InstallPath, TestContext.Current.CancellationToken);
        var cookie = response.Headers.GetValues("Set-Cookie").Single();
        Assert.All(new[] { "max-age=600", "path=/slack", "secure", "samesite=lax", "httponly" }, part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task An_installation_comes_back_to_another_replica_and_to_no_third()
    {
        Assert.SkipWhen(PostgresServer.Absent is not null, $"{PostgresServer.Absent}");
        await using var store = await TestStore.MakeAsync(StoreKind.Postgres);
        await using var one = await ReplicaAsync(store);
        await using var other = await ReplicaAsync(store);
        await using var third = await ReplicaAsync(store);
        slack.Codes["good"] = Answer;
        var (_, state, cookie) = await BeginAsync(one);
        using var page = await FinishAsync($"code=good&state={state}", cookie, other);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        using var again = await FinishAsync($"code=good&state={state}", cookie, third);
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Single(slack.Calls);
        foreach (var replica in new[] { one, other, third })
            Assert.Equal("xoxb-secretbot", await TokenAsync(replica));
    }

    [Fact]
    public async Task While_nothing_can_be_kept_nothing_is_installed_and_that_is_said()
    {
        Assert.SkipWhen(PostgresServer.Absent is not null, $"{PostgresServer.Absent}");
        await using var server = await PostgresServer.StartAsync();
        await using var store = await TestStore.MakeAsync(server);
        await using var replica = await ReplicaAsync(store);
        slack.Codes["good"] = Answer;
        var (_, state, cookie) = await BeginAsync(replica);
        await server.StopAsync();
        using var page = await FinishAsync($"code=good&state={state}", cookie, replica);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        Assert.Contains("try again", await TextOf(page), StringComparison.Ordinal);
        Assert.Empty(slack.Calls);
        await server.StartAgainAsync();
        await replica.Time.PassAsync(TimeSpan.FromSeconds(40), step: 1);
        await TimePump.UntilAsync(() => replica.Log.Events.Contains(452), () => replica.Log.Text);
        using var kept = await FinishAsync($"code=good&state={state}", cookie, replica);
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        Assert.Equal("xoxb-secretbot", await TokenAsync(replica));
    }

    private Task<SlackHost> ReplicaAsync(TestStore store) => SlackHost.StartAsync(
        slack,
        options => (options.ClientId, options.ClientSecret) = ("1.2", "secretclient"),
        services => services.Configure<StorageOptions>(options => (options.Path, options.Postgres) = (store.Settings.Path, store.Settings.Postgres)));

    [Fact]
    public async Task Without_a_client_nothing_is_there()
    {
        await using var closed = await SlackHost.StartAsync(slack);
        using var response = await closed.Client.GetAsync(SlackEndpoints.InstallPath, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static Task<string> TextOf(HttpResponseMessage page) => page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private ValueTask<string?> TokenAsync(SlackHost? at = null) => (at ?? host).Services.GetRequiredService<ISlackInstallations>().TokenOfAsync(new(null, "T1"), TestContext.Current.CancellationToken);

    private async Task<(Uri Location, string State, string Cookie)> BeginAsync(SlackHost? at = null)
    {
        using var response = await (at ?? host).Client.GetAsync(SlackEndpoints.InstallPath, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        var location = response.Headers.Location!;
        return (location, QueryHelpers.ParseQuery(location.Query)["state"].ToString(), response.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
    }

    private async Task<HttpResponseMessage> FinishAsync(string query, string? cookie, SlackHost? at = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{SlackEndpoints.CallbackPath}?{query}");
        if (cookie is not null)
            request.Headers.TryAddWithoutValidation("Cookie", cookie);
        return await (at ?? host).Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
