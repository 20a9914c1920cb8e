using System.Net;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using VramBot.Discord.Rest;

namespace VramBot.Discord.Tests.Http;

/// <summary>What comes over HTTP is answered when Discord signed it, and only then looked at.</summary>
public sealed class InteractionsEndpointTests
{
    private const int LargestBody = 256 << 10;
    private static readonly byte[] Ping = "{\"type\":1,\"id\":\"1\"}"u8.ToArray();
    private static readonly byte[] Command = "{\"type\":2,\"id\":\"1\",\"token\":\"t\",\"data\":{\"name\":\"vram\"}}"u8.ToArray();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_ping_is_answered()
    {
        await using var host = await InteractionsHost.StartAsync();
        using var response = await host.PostSignedAsync(Ping);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("{\"type\":1}", await response.Content.ReadAsStringAsync(Stop));
        Assert.Empty(host.Taken);
    }

    [Fact]
    public async Task A_command_is_handed_over_and_its_answer_given()
    {
        await using var host = await InteractionsHost.StartAsync();
        using var response = await host.PostSignedAsync(Command);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("{\"type\":5}", await response.Content.ReadAsStringAsync(Stop));
        Assert.Equal("vram", Assert.Single(host.Taken).GetProperty("data").GetProperty("name").GetString());
    }

    [Fact]
    public async Task An_answer_with_a_picture_is_a_form()
    {
        await using var host = await InteractionsHost.StartAsync();
        host.Answer = new("{\"type\":4}"u8.ToArray()) { Files = [new("chart.png", "image/png", new byte[] { 1, 2, 3 })] };
        using var response = await host.PostSignedAsync(Command);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var type = response.Content.Headers.ContentType!;
        Assert.Equal("multipart/form-data", type.MediaType);
        var reader = new MultipartReader(type.Parameters.Single(parameter => parameter.Name == "boundary").Value!.Trim('"'), await response.Content.ReadAsStreamAsync(Stop));
        var json = await reader.ReadNextSectionAsync(Stop);
        Assert.Equal("application/json", json!.ContentType);
        Assert.Equal("{\"type\":4}", await json.ReadAsStringAsync(Stop));
        var file = await reader.ReadNextSectionAsync(Stop);
        Assert.Equal("image/png", file!.ContentType);
        Assert.Contains("files[0]", file.ContentDisposition, StringComparison.Ordinal);
        Assert.Null(await reader.ReadNextSectionAsync(Stop));
    }

    [Theory]
    [InlineData(0, HttpStatusCode.OK)]
    [InlineData(299, HttpStatusCode.OK)]
    [InlineData(-300, HttpStatusCode.OK)]
    [InlineData(301, HttpStatusCode.Unauthorized)]
    [InlineData(-301, HttpStatusCode.Unauthorized)]
    [InlineData(86_400, HttpStatusCode.Unauthorized)]
    public async Task A_signature_that_is_good_but_old_is_refused(int age, HttpStatusCode expected)
    {
        await using var host = await InteractionsHost.StartAsync();
        var then = host.Time.GetUtcNow().AddSeconds(-age).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var response = await host.PostAsync(Ping, then, SigningKey.Sign(then, Ping));
        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("signature missing")]
    [InlineData("timestamp missing")]
    [InlineData("timestamp empty")]
    [InlineData("timestamp no number")]
    [InlineData("timestamp far too long")]
    [InlineData("timestamp another")]
    [InlineData("signature no digits")]
    [InlineData("signature too short")]
    [InlineData("signature too long")]
    [InlineData("signature of zeros")]
    [InlineData("signature with a bit flipped")]
    [InlineData("body with a bit flipped")]
    [InlineData("body with a space more")]
    public async Task Whatever_is_not_signed_is_refused_and_never_looked_at(string what)
    {
        await using var host = await InteractionsHost.StartAsync();
        var body = Command;
        var timestamp = host.Now;
        var signature = SigningKey.Sign(timestamp, body);
        using var response = await (what switch
        {
            "signature missing" => host.PostAsync(body, timestamp, null),
            "timestamp missing" => host.PostAsync(body, null, signature),
            "timestamp empty" => host.PostAsync(body, string.Empty, signature),
            "timestamp no number" => host.PostAsync(body, "now", SigningKey.Sign("now", body)),
            "timestamp far too long" => host.PostAsync(body, new string('9', 500), SigningKey.Sign(new string('9', 500), body)),
            "timestamp another" => host.PostAsync(body, (long.Parse(timestamp, System.Globalization.CultureInfo.InvariantCulture) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), signature),
            "signature no digits" => host.PostAsync(body, timestamp, new string('x', 128)),
            "signature too short" => host.PostAsync(body, timestamp, signature[..^2]),
            "signature too long" => host.PostAsync(body, timestamp, signature + "00"),
            "signature of zeros" => host.PostAsync(body, timestamp, new string('0', 128)),
            "signature with a bit flipped" => host.PostAsync(body, timestamp, (signature[0] == '0' ? '1' : '0') + signature[1..]),
            "body with a bit flipped" => host.PostAsync([.. body[..^1], (byte)(body[^1] ^ 1)], timestamp, signature),
            _ => host.PostAsync([.. body, (byte)' '], timestamp, signature),
        });
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.True((await response.Content.ReadAsStringAsync(Stop)).Length < 100);
        Assert.Empty(host.Taken);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"type\":")]
    [InlineData("\"text\"")]
    public async Task What_Discord_signed_but_is_no_interaction_is_a_bad_request(string body)
    {
        await using var host = await InteractionsHost.StartAsync();
        using var response = await host.PostSignedAsync(Encoding.UTF8.GetBytes(body));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(host.Taken);
    }

    [Fact]
    public async Task A_body_is_read_up_to_its_limit_and_no_further()
    {
        await using var host = await InteractionsHost.StartAsync();
        using var most = await host.PostSignedAsync(Padded(LargestBody));
        Assert.Equal(HttpStatusCode.OK, most.StatusCode);
        using var more = await host.PostSignedAsync(Padded(LargestBody + 1));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, more.StatusCode);
        Assert.Empty(host.Taken);
    }

    [Fact]
    public async Task Without_a_key_nothing_is_there()
    {
        await using var host = await InteractionsHost.StartAsync(publicKey: null);
        using var response = await host.PostSignedAsync(Ping);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Only_posts_are_taken()
    {
        await using var host = await InteractionsHost.StartAsync();
        using var response = await host.Client.GetAsync(new Uri("/discord/interactions", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    private static byte[] Padded(int length) => Encoding.UTF8.GetBytes("{\"type\":1}".PadRight(length));
}
