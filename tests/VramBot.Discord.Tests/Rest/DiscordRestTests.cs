using System.Text;
using System.Text.Json;
using VramBot.Discord.Rest;
using VramBot.Discord.Tests.Loopback;

namespace VramBot.Discord.Tests.Rest;

/// <summary>What the REST client sends is what Discord describes.</summary>
public sealed class DiscordRestTests
{
    private static readonly byte[] Commands = """[{"name":"vram","description":"How much","integration_types":[0,1],"contexts":[0,1,2]}]"""u8.ToArray();
    private static readonly byte[] GuildCommands = """[{"name":"vram","description":"How much"}]"""u8.ToArray();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_request_is_as_Discord_describes_it()
    {
        await using var fixture = await RestFixture.StartAsync();
        var rest = fixture.Rest;
        await rest.GetGatewayBotAsync(Stop);
        await rest.GetApplicationAsync(Stop);
        await rest.GetCommandsAsync(RestServer.ApplicationId, null, Stop);
        await rest.GetCommandsAsync(RestServer.ApplicationId, "77", Stop);
        await rest.OverwriteCommandsAsync(RestServer.ApplicationId, null, Commands, Stop);
        await rest.OverwriteCommandsAsync(RestServer.ApplicationId, "77", GuildCommands, Stop);
        await fixture.RespondAsync(RestFixture.Secret);
        await rest.EditOriginalAsync(RestServer.ApplicationId, RestFixture.Secret, RestFixture.Message, Stop);
        await rest.FollowUpAsync(RestServer.ApplicationId, RestFixture.Secret, RestFixture.Message, Stop);
        await rest.DeleteOriginalAsync(RestServer.ApplicationId, RestFixture.Secret, Stop);
        Assert.Empty(fixture.Server.Problems);
        Assert.Equal(10, fixture.Server.Requests.Count);
    }

    [Fact]
    public async Task The_bot_introduces_itself_and_shows_its_token_only_where_it_is_due()
    {
        await using var fixture = await RestFixture.StartAsync();
        await fixture.Rest.GetApplicationAsync(Stop);
        await fixture.RespondAsync(RestFixture.Secret);
        await fixture.Rest.EditOriginalAsync(RestServer.ApplicationId, RestFixture.Secret, RestFixture.Message, Stop);
        Assert.All(fixture.Server.Requests, request => Assert.Matches(@"^DiscordBot \(https://\S+, \d+\.\d+\.\d+\)$", request.Headers["User-Agent"]));
        Assert.Equal([$"Bot {RestServer.BotToken}", null, null], fixture.Server.Requests.Select(request => request.Headers.GetValueOrDefault("Authorization")));
        Assert.All(fixture.Server.Requests, request => Assert.DoesNotContain("traceparent", request.Headers.Keys, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Where_the_gateway_is_and_which_application_it_is_are_read()
    {
        await using var fixture = await RestFixture.StartAsync();
        fixture.Server.GatewayUrl = "ws://127.0.0.1:1234";
        fixture.Server.Shards = 3;
        Assert.Equal(new("ws://127.0.0.1:1234", 3, new(1000, 999, 14_400_000, 1)), await fixture.Rest.GetGatewayBotAsync(Stop));
        Assert.Equal(new(RestServer.ApplicationId, "VramBot", new string('a', 64), null, 0), await fixture.Rest.GetApplicationAsync(Stop));
    }

    [Fact]
    public async Task Commands_are_replaced_and_read_back()
    {
        await using var fixture = await RestFixture.StartAsync();
        var kept = await fixture.Rest.OverwriteCommandsAsync(RestServer.ApplicationId, null, Commands, Stop);
        var read = await fixture.Rest.GetCommandsAsync(RestServer.ApplicationId, null, Stop);
        Assert.Equal("vram", Assert.Single(kept.EnumerateArray()).GetProperty("name").GetString());
        Assert.True(JsonElement.DeepEquals(kept, read));
        Assert.Equal(0, (await fixture.Rest.GetCommandsAsync(RestServer.ApplicationId, "77", Stop)).GetArrayLength());
        Assert.Equal("true", fixture.Server.RequestsTo("GET", "/applications")[0].Query["with_localizations"]);
    }

    [Fact]
    public async Task A_message_with_pictures_is_a_form_with_its_JSON_first()
    {
        await using var fixture = await RestFixture.StartAsync();
        var body = RestFixture.Body("""{"type":4,"data":{"embeds":[{"title":"t","image":{"url":"attachment://chart.png"}}],"attachments":[{"id":0,"filename":"chart.png"},{"id":1,"filename":"b.png"}]}}""") with
        {
            Files = [new("chart.png", "image/png", new byte[] { 1, 2, 3 }), new("b.png", "image/png", new byte[] { 4 })],
        };
        await fixture.Rest.RespondAsync(Snowflake.At(DateTimeOffset.UtcNow), RestFixture.Secret, body, Stop);
        Assert.Empty(fixture.Server.Problems);
        var request = Assert.Single(fixture.Server.Requests);
        Assert.Equal(4, request.Json!.Value.GetProperty("type").GetInt32());
        Assert.Equal(["files[0] chart.png image/png 010203", "files[1] b.png image/png 04"], request.Files.Select(file => $"{file.Part} {file.Name} {file.MediaType} {Convert.ToHexString(file.Content)}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("//")]
    public async Task A_slash_at_the_end_of_the_base_address_changes_nothing(string end)
    {
        await using var fixture = await RestFixture.StartAsync();
        using var rest = new DiscordRest(new() { ApiBaseUrl = fixture.Server.ApiBaseUrl + end, Token = RestServer.BotToken }, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<DiscordRest>.Instance, new());
        await rest.GetApplicationAsync(Stop);
        Assert.Equal("/applications/@me", Assert.Single(fixture.Server.Requests).Path);
    }

    [Fact]
    public async Task A_token_with_signs_of_an_address_in_it_stays_in_its_place()
    {
        await using var fixture = await RestFixture.StartAsync();
        await fixture.RespondAsync("a/../b?c#d");
        Assert.StartsWith("/interactions/", Assert.Single(fixture.Server.Requests).Path, StringComparison.Ordinal);
        Assert.EndsWith("/a%2F../b?c#d/callback".Replace("/b", "%2Fb", StringComparison.Ordinal), fixture.Server.Requests[0].Path, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"url\": 5}")]
    public async Task An_answer_that_is_not_what_Discord_describes_is_said_to_be_so(string answer)
    {
        await using var fixture = await RestFixture.StartAsync();
        fixture.Server.GatewayBot = answer;
        var exception = await Assert.ThrowsAsync<DiscordApiException>(() => fixture.Rest.GetGatewayBotAsync(Stop));
        Assert.Equal(RestFailure.Garbled, exception.Failure);
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read_to_its_end()
    {
        await using var fixture = await RestFixture.StartAsync(new() { Attempts = 1 });
        fixture.Server.GatewayBot = "{\"url\": \"" + new string('x', 9 << 20);
        var exception = await Assert.ThrowsAsync<DiscordApiException>(() => fixture.Rest.GetGatewayBotAsync(Stop));
        Assert.Equal(RestFailure.Garbled, exception.Failure);
    }

    [Fact]
    public async Task Neither_tokens_nor_bodies_reach_a_log_or_a_message()
    {
        await using var fixture = await RestFixture.StartAsync(new() { Attempts = 2, Backoff = TimeSpan.FromMilliseconds(1), CallbackBackoff = TimeSpan.FromMilliseconds(1), Attempt = TimeSpan.FromSeconds(30) });
        var said = new StringBuilder();
        foreach (var reply in new[] { RestReply.Error(400, 50035), RestReply.Error(404, 10015), RestReply.Error(500), RestReply.Dropped, RestReply.TooManyRequests(0), RestReply.TooManyRequests(1e6), RestReply.Error(401) })
        {
            fixture.Server.Faults = _ => reply;
            foreach (var attempt in new Func<Task>[]
            {
                () => fixture.RespondAsync(RestFixture.Secret),
                () => fixture.Rest.EditOriginalAsync(RestServer.ApplicationId, RestFixture.Secret, RestFixture.Message, Stop),
                () => fixture.Rest.FollowUpAsync(RestServer.ApplicationId, RestFixture.Secret, RestFixture.Message, Stop),
                () => reply.Status == 429 ? fixture.RespondAsync(RestFixture.Secret) : fixture.Rest.GetApplicationAsync(Stop),
            })
                said.AppendLine((await Assert.ThrowsAsync<DiscordApiException>(attempt)).ToString());
        }

        said.AppendJoin('\n', fixture.Log.Lines);
        Assert.Contains("Discord refuses the bot token", said.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(RestFixture.Secret, said.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(RestServer.BotToken, said.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", said.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\"hi\"", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_Discord_refuses_is_told_by_field_and_code()
    {
        await using var fixture = await RestFixture.StartAsync();
        fixture.Server.Script("PUT", "/applications", new RestReply { Status = 400, Body = """{"code": 50035, "message": "Invalid Form Body", "errors": {"0": {"options": {"2": {"name": {"_errors": [{"code": "BASE_TYPE_BAD_LENGTH", "message": "what was sent"}]}}}}}}""" });
        var exception = await Assert.ThrowsAsync<DiscordApiException>(() => fixture.Rest.OverwriteCommandsAsync(RestServer.ApplicationId, null, Commands, Stop));
        Assert.Equal((RestFailure.Refused, DiscordErrorCode.InvalidFormBody), (exception.Failure, exception.Code));
        Assert.Equal("Discord answered PUT /applications/{application}/commands with 400, code 50035: 0.options.2.name BASE_TYPE_BAD_LENGTH.", exception.Message);
    }
}
