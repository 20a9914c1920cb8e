using System.Net;
using System.Net.Sockets;
using System.Text;
using VramBot.Slack.Http;
using VramBot.Slack.Interactions;
using VramBot.Slack.Tests.Loopback;
using VramBot.Testing;

namespace VramBot.Slack.Tests.Http;

/// <summary>Signed requests: who gets in, and what is answered.</summary>
public sealed class SlackEndpointTests : IAsyncLifetime
{
    private static readonly byte[] Command = "command=%2Fvram&text=qwen3-8b+ctx%3A4096&team_id=T1"u8.ToArray();
    private SlackServer slack = null!;
    private SlackHost host = null!;

    public async ValueTask InitializeAsync()
    {
        slack = await SlackServer.StartAsync();
        host = await SlackHost.StartAsync(slack);
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await slack.DisposeAsync();
    }

    // The example of Slack's documentation, "Verifying requests from Slack".
    [Fact]
    public void The_published_example_verifies()
    {
        var body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        var signature = SlackSignature.Read("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");
        byte[] signed = [.. SlackSignature.PrefixOf("1531420618").Span, .. Encoding.ASCII.GetBytes(body)];
        Assert.True(new SlackSignature(SlackHost.Secret).Verifies(signed, signature));
    }

    [Fact]
    public void An_empty_secret_verifies_nothing()
    {
        Assert.ThrowsAny<ArgumentException>(() => new SlackSignature(string.Empty));
        Assert.ThrowsAny<ArgumentException>(() => new SlackSignature(" "));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task Without_a_secret_nothing_is_there(string? secret)
    {
        await using var closed = await SlackHost.StartAsync(set: options => options.SigningSecret = secret);
        using var response = await closed.PostAsync(SlackEndpoints.CommandsPath, Command, closed.Now, SlackHost.Sign(closed.Now, Command, "x"));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(closed.Responder.Taken);
    }

    [Fact]
    public async Task A_command_comes_as_an_object_of_its_fields_and_is_answered_in_the_response()
    {
        using var response = await host.PostFormAsync(SlackEndpoints.CommandsPath, ("command", "/vram"), ("text", "“a+b” & ü = 1"), ("team_id", "T1"), ("is_enterprise_install", "false"));
        Assert.Equal("""{"text":"42 GiB"}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        var payload = host.Responder.Taken.Single();
        Assert.Equal(SlackPayloadKind.SlashCommand, payload.Kind);
        Assert.Equal("“a+b” & ü = 1", payload.Json.GetProperty("text").GetString());
        Assert.Equal("T1", payload.Json.GetProperty("team_id").GetString());
    }

    [Theory]
    [InlineData(SlackEndpoints.InteractionsPath, "block_actions")]
    [InlineData(SlackEndpoints.InteractionsPath, "view_submission")]
    [InlineData(SlackEndpoints.OptionsPath, "block_suggestion")]
    public async Task What_is_clicked_and_typed_comes_out_of_the_payload_field(string path, string type)
    {
        using var response = await host.PostFormAsync(path, ("payload", $$"""{"type":"{{type}}","value":"ü&="}"""));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal((SlackPayloadKind.Interactive, "ü&="), (host.Responder.Taken.Single().Kind, host.Responder.Taken.Single().Json.GetProperty("value").GetString()));
    }

    [Fact]
    public async Task Nothing_to_say_is_an_empty_answer()
    {
        host.Responder.Answer = _ => Task.FromResult(string.Empty);
        using var response = await host.PostFormAsync(SlackEndpoints.CommandsPath, ("command", "/vram"));
        Assert.Equal((HttpStatusCode.OK, string.Empty), (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_handler_that_breaks_is_an_empty_answer()
    {
        host.Responder.Answer = _ => throw new FormatException("42 GiB");
        using var response = await host.PostFormAsync(SlackEndpoints.CommandsPath, ("command", "/vram"));
        Assert.Equal((HttpStatusCode.OK, string.Empty), (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task An_answer_that_takes_too_long_follows_to_the_response_url()
    {
        var slow = new TaskCompletionSource<string>();
        host.Responder.Answer = _ => slow.Task;
        var posting = host.PostFormAsync(SlackEndpoints.CommandsPath, ("command", "/vram"), ("response_url", slack.ResponseUrl("late")));
        using var response = await host.Time.PassAsync(posting);
        Assert.Empty(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        slow.SetResult("""{"text":"42 GiB"}""");
        await TimePump.UntilAsync(() => slack.Messages.Count == 1);
    }

    [Theory]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public async Task A_signature_counts_for_five_minutes_either_way(int age, bool counts)
    {
        var then = $"{host.Time.GetUtcNow().ToUnixTimeSeconds() + age}";
        using var response = await host.PostAsync(SlackEndpoints.CommandsPath, Command, then, SlackHost.Sign(then, Command));
        Assert.Equal(counts ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("", "v0=")]
    [InlineData("now", "")]
    [InlineData("now", "v0=")]
    [InlineData("now", "v0=00")]
    [InlineData("now", "v1")]
    [InlineData("now", "other secret")]
    [InlineData("now", "other body")]
    [InlineData("now", "not hex")]
    [InlineData("1e9", "good")]
    [InlineData("-5", "good")]
    public async Task What_is_not_signed_is_refused(string timestamp, string signature)
    {
        var time = timestamp == "now" ? host.Now : timestamp;
        var good = SlackHost.Sign(time, Command);
        var header = signature switch
        {
            "good" => good,
            "v1" => "v1" + good[2..],
            "not hex" => "v0=" + new string('z', 64),
            "other secret" => SlackHost.Sign(time, Command, "other"),
            "other body" => SlackHost.Sign(time, [.. Command, 0]),
            _ => signature,
        };
        using var response = await host.PostAsync(SlackEndpoints.CommandsPath, Command, time.Length == 0 ? null : time, header.Length == 0 ? null : header);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(host.Responder.Taken);
    }

    [Fact]
    public async Task What_was_taken_once_is_not_taken_again()
    {
        var now = host.Now;
        for (var time = 0; time < 3; time++)
        {
            using var response = await host.PostAsync(SlackEndpoints.CommandsPath, Command, now, SlackHost.Sign(now, Command));
            Assert.Equal(time == 0 ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, response.StatusCode);
            host.Time.Advance(TimeSpan.FromSeconds(150));
        }

        Assert.Single(host.Responder.Taken);
    }

    [Fact]
    public async Task A_body_without_end_is_not_read()
    {
        var body = new byte[600 << 10];
        using var response = await host.PostAsync(SlackEndpoints.CommandsPath, body, host.Now, SlackHost.Sign(host.Now, body));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    /// <summary>The connection ends before the body does: what is there is signed, but it is not what was announced.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_breaks_off_is_not_answered(bool isAnnounced)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, host.Client.BaseAddress!.Port, TestContext.Current.CancellationToken);
        var head = $"POST {SlackEndpoints.CommandsPath} HTTP/1.1\r\nHost: x\r\nX-Slack-Request-Timestamp: {host.Now}\r\nX-Slack-Signature: {SlackHost.Sign(host.Now, Command)}\r\n";
        head += isAnnounced ? $"Content-Length: {Command.Length + 10}\r\n\r\n" : $"Transfer-Encoding: chunked\r\n\r\n{Command.Length:x}\r\n";
        byte[] sent = [.. Encoding.ASCII.GetBytes(head), .. Command];
        using var reader = new StreamReader(connection.GetStream());
        await reader.BaseStream.WriteAsync(sent, TestContext.Current.CancellationToken);
        connection.Client.Shutdown(SocketShutdown.Send);
        Assert.DoesNotContain("200 OK", await ToldAsync(reader), StringComparison.Ordinal);
        Assert.Empty(host.Responder.Taken);

        using var whole = await host.PostAsync(SlackEndpoints.CommandsPath, Command, host.Now, SlackHost.Sign(host.Now, Command));
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);

        static async Task<string> ToldAsync(StreamReader reader)
        {
            try
            {
                return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
            }
            catch (IOException)
            {
                // The connection is cut: that is an answer too.
                return string.Empty;
            }
        }
    }

    [Theory]
    [InlineData(SlackEndpoints.CommandsPath, "")]
    [InlineData(SlackEndpoints.CommandsPath, "nothing=1")]
    [InlineData(SlackEndpoints.InteractionsPath, "payload=")]
    [InlineData(SlackEndpoints.InteractionsPath, "payload={")]
    [InlineData(SlackEndpoints.InteractionsPath, "payload=[]")]
    [InlineData(SlackEndpoints.EventsPath, "{")]
    [InlineData(SlackEndpoints.EventsPath, "[]")]
    [InlineData(SlackEndpoints.CommandsPath, "{}")]
    [InlineData(SlackEndpoints.CommandsPath, "&&=%zz%&%00=\xff")]
    public async Task What_is_signed_but_makes_no_sense_is_a_bad_request(string path, string text)
    {
        var body = Encoding.Latin1.GetBytes(text);
        using var response = await host.PostAsync(path, body, host.Now, SlackHost.Sign(host.Now, body));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_probe_of_the_certificate_is_answered_signed_or_not()
    {
        using var get = await host.Client.GetAsync(SlackEndpoints.CommandsPath + "?ssl_check=1&token=x", TestContext.Current.CancellationToken);
        using var post = await host.PostAsync(SlackEndpoints.CommandsPath, "ssl_check=1&token=x"u8.ToArray(), null, null);
        using var signed = await host.PostFormAsync(SlackEndpoints.CommandsPath, ("token", "x"), ("ssl_check", "1"));
        Assert.All(new[] { get, post, signed }, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        using var other = await host.PostAsync(SlackEndpoints.CommandsPath, "ssl_check=12&command=/vram"u8.ToArray(), null, null);
        Assert.Equal(HttpStatusCode.Unauthorized, other.StatusCode);
        Assert.Empty(host.Responder.Taken);
    }

    [Theory]
    [InlineData(SlackEndpoints.EventsPath)]
    [InlineData(SlackEndpoints.InteractionsPath)]
    public async Task An_address_is_proved_by_its_challenge(string path)
    {
        using var response = await host.PostJsonAsync(path, """{"token":"x","challenge":"3eZbrw1aB","type":"url_verification"}""");
        Assert.Equal("3eZbrw1aB", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Events_are_acknowledged_first_and_known_again_by_their_id()
    {
        host.Responder.Answer = _ => new TaskCompletionSource<string>().Task;
        for (var time = 0; time < 2; time++)
        {
            using var response = await host.PostJsonAsync(SlackEndpoints.EventsPath, $$"""{"type":"event_callback","event_id":"Ev1","event":{"type":"app_home_opened"},"event_time":{{time}}}""");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(SlackPayloadKind.Event, host.Responder.Taken.Single().Kind);
    }
}
