using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using VramBot.Core;
using VramBot.Core.Languages;
using VramBot.Hub.Tests.Safetensors;
using VramBot.Testing;

namespace VramBot.Hub.Tests.Loopback;

/// <summary>Whatever goes wrong has its own answer.</summary>
public sealed class HubFailureTests
{
    [Fact]
    public async Task A_model_that_is_not_there()
    {
        await using var run = await HubRun.StartAsync();
        Assert.Equal("hub.missing", (await run.RefusedAsync("no/body")).Code);
    }

    [Fact]
    public async Task A_revision_that_is_not_there()
    {
        await using var run = await StartAsync();
        var problem = await run.RefusedAsync("some/model@v9");
        Assert.Equal(("hub.revision", "/vram model:some/model"), (problem.Code, problem.Try));
    }

    [Fact]
    public async Task A_gated_model_without_and_with_a_token()
    {
        await using var run = await StartAsync(isGated: true);
        Assert.Equal("hub.gated", (await run.RefusedAsync("some/model")).Code);
        await using var allowed = run.Again(settings: ("Hub:Token", HubServer.Token));
        await run.Cache.KeepAsync($"list {run.Server.Address.Host} some/model", new([], null, null, DateTimeOffset.UnixEpoch), TestContext.Current.CancellationToken);
        Assert.NotNull((await allowed.ReadAsync("some/model")).Weights);
    }

    [Fact]
    public async Task A_hub_that_asks_to_wait()
    {
        await using var run = await StartAsync();
        run.Server.Fault = http => Status(http, 429, ("Retry-After", "17"));
        var problem = await run.RefusedAsync("some/model");
        Assert.Equal("hub.busy", problem.Code);
        Assert.Contains("17 seconds", problem.Expected, StringComparison.Ordinal);
        var calls = run.Server.Calls.Count;
        Assert.Equal("hub.resting", (await run.RefusedAsync("some/other")).Code);
        Assert.Equal(calls, run.Server.Calls.Count);
    }

    [Fact]
    public async Task A_hub_that_fails_again_and_again_is_left_alone_and_tried_later()
    {
        var time = new FakeTime();
        await using var run = await StartAsync(time: time);
        run.Server.Fault = http => Status(http, 503);
        for (var index = 0; index < 5; index++)
            Assert.Equal("hub.unreachable", (await run.RefusedAsync("some/model")).Code);
        Assert.Equal("hub.resting", (await run.RefusedAsync("some/model")).Code);
        Assert.Equal(5, run.Server.Calls.Count);
        run.Server.Fault = _ => null;
        time.Advance(TimeSpan.FromSeconds(31));
        Assert.NotNull((await run.ReadAsync("some/model")).Weights);
    }

    [Fact]
    public async Task A_hub_that_does_not_answer()
    {
        var time = new FakeTime();
        await using var run = await StartAsync(time: time);
        var asked = new TaskCompletionSource();
        run.Server.Fault = http =>
        {
            asked.TrySetResult();
            return Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        var answer = run.FindAsync("some/model");
        await asked.Task;
        time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal("hub.slow", Assert.Single(Assert.IsType<Result<HubModel>.Rejected>(await answer).Problems).Code);
    }

    [Fact]
    public async Task A_hub_that_sends_whole_files_is_not_downloaded()
    {
        await using var run = await StartAsync();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        run.Server.Fault = http => http.Request.Path.Value!.EndsWith(".safetensors", StringComparison.Ordinal) ? Status(http, 302, ("Location", $"http://{listener.LocalEndpoint}/file")) : null;
        var flood = FloodAsync(listener);
        Assert.Equal("hub.ranges", (await run.RefusedAsync("some/model")).Code);
        // What the system's own buffers hold, and no more.
        Assert.InRange(await flood, 1, 32 << 20);
    }

    private static async Task<long> FloodAsync(TcpListener listener)
    {
        using var socket = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
        await socket.ReceiveAsync(new byte[4096]);
        await socket.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 17179869184\r\n\r\n"u8.ToArray());
        var (piece, sent) = (new byte[1 << 16], 0L);
        try
        {
            while (sent < 1L << 30)
                sent += await socket.SendAsync(piece);
        }
        catch (SocketException)
        {
            // It was hung up on, as it should be.
        }

        return sent;
    }

    [Theory]
    [InlineData("bytes 1-131072/999999")]
    [InlineData("bytes 0-131071999/99999999999")]
    [InlineData("bytes 0-9/999999")]
    [InlineData("lines 0-9/10")]
    [InlineData(null)]
    public async Task A_part_that_was_not_asked_for(string? said)
    {
        await using var run = await StartAsync();
        run.Server.Fault = http => http.Request.Headers.Range.Count > 0 ? Status(http, 206, ("Content-Range", said)) : null;
        Assert.Equal("hub.ranges", (await run.RefusedAsync("some/model")).Code);
    }

    [Theory]
    [InlineData("https://elsewhere.invalid:8443/file")]
    [InlineData("http://elsewhere.invalid/file")]
    [InlineData("ftp://127.0.0.1/file")]
    [InlineData("https://user@example.invalid/file")]
    public async Task A_redirect_to_a_place_that_is_not_asked(string location)
    {
        await using var run = await StartAsync();
        run.Server.Fault = http => Status(http, 302, ("Location", location));
        Assert.Equal("hub.redirect", (await run.RefusedAsync("some/model")).Code);
    }

    [Fact]
    public async Task Redirects_without_an_end()
    {
        await using var run = await StartAsync();
        run.Server.Fault = http => Status(http, 307, ("Location", "/again"));
        Assert.Equal("hub.redirect", (await run.RefusedAsync("some/model")).Code);
        Assert.Equal(6, run.Server.Calls.Count);
    }

    [Fact]
    public async Task A_file_that_is_not_what_it_says()
    {
        await using var run = await HubRun.StartAsync();
        run.Server.Repositories["some/model"] = new HubRepository().Add("config.json", "{}").Add("model.safetensors", "<html>not found, says somebody's proxy</html>");
        var problem = await run.RefusedAsync("some/model");
        Assert.Equal("hub.file", problem.Code);
        // What exactly is wrong with it is for whoever runs the bot.
        Assert.DoesNotContain("header", problem.Expected, StringComparison.Ordinal);
        Assert.Contains(run.Logged.Lines, line => line.Contains("header", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_config_larger_than_any()
    {
        await using var run = await StartAsync();
        run.Server.Repositories["some/model"].Add("config.json", new byte[16], 3 << 20);
        Assert.Equal("hub.large", (await run.RefusedAsync("some/model")).Code);
    }

    [Fact]
    public async Task A_repository_with_nothing_in_it()
    {
        await using var run = await HubRun.StartAsync();
        run.Server.Repositories["some/model"] = new HubRepository().Add("README.md", "soon");
        Assert.Equal("hub.files", (await run.RefusedAsync("some/model")).Code);
    }

    [Fact]
    public async Task A_quantization_that_is_not_there_names_those_that_are()
    {
        await using var run = await HubRun.StartAsync();
        run.Server.Repositories["some/model-GGUF"] = new HubRepository().Add("m-Q4_K_M.gguf", "").Add("m-Q8_0.gguf", "");
        var problem = await run.RefusedAsync("some/model-GGUF", "Q5_K_M");
        Assert.Equal("hub.quantization", problem.Code);
        Assert.Contains("Q4_K_M, Q8_0", problem.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_network_asks_nobody()
    {
        await using var run = await HubRun.StartAsync(settings: ("Hub:Enabled", "false"));
        Assert.False(run.Hub.IsEnabled);
        Assert.Equal("hub.off", (await run.RefusedAsync("some/model")).Code);
        Assert.Empty(run.Server.Calls);
    }

    [Fact]
    public async Task A_person_who_asks_too_often_waits_and_another_does_not()
    {
        await using var run = await StartAsync(settings: ("Hub:ReadsPerMinute", "1"));
        run.Server.Repositories["some/other"] = Good();
        run.Server.Repositories["some/third"] = Good();
        Assert.IsType<Result<HubModel>.Ok>(await AskAsync(run, "some/model", "ann"));
        Assert.Equal("hub.limit", Assert.Single(Assert.IsType<Result<HubModel>.Rejected>(await AskAsync(run, "some/other", "ann")).Problems).Code);
        Assert.IsType<Result<HubModel>.Ok>(await AskAsync(run, "some/model", "ann"));
        Assert.IsType<Result<HubModel>.Ok>(await AskAsync(run, "some/third", "bob"));
    }

    [Fact]
    public async Task A_problem_is_told_in_the_language_of_whoever_asked()
    {
        await using var run = await HubRun.StartAsync();
        var answer = await run.Hub.FindAsync(new(HubRun.IdOf("no/body")) { Language = Language.Named("pt")! }, null, TestContext.Current.CancellationToken);
        Assert.StartsWith("Não", Assert.Single(Assert.IsType<Result<HubModel>.Rejected>(answer).Problems).Expected, StringComparison.Ordinal);
    }

    private static Task<Result<HubModel>> AskAsync(HubRun run, string id, string person) => run.Hub.FindAsync(new(HubRun.IdOf(id)) { Person = person }, null, TestContext.Current.CancellationToken);

    private static async Task<HubRun> StartAsync(bool isGated = false, TimeProvider? time = null, params (string Key, string Value)[] settings)
    {
        var run = await HubRun.StartAsync(time, settings);
        run.Server.Repositories["some/model"] = Good(isGated);
        return run;
    }

    private static HubRepository Good(bool isGated = false)
    {
        var file = LargeHeaders.Dense();
        return new HubRepository { IsGated = isGated }.Add("config.json", """{"architectures":["LlamaForCausalLM"],"num_key_value_heads":8,"intermediate_size":14336,"vocab_size":128256,"max_position_embeddings":131072,"tie_word_embeddings":false}""")
            .Add("model.safetensors", file.Header(), file.DataLength);
    }

    private static Task Status(HttpContext http, int status, params ReadOnlySpan<(string Name, string? Value)> headers)
    {
        http.Response.StatusCode = status;
        foreach (var (name, value) in headers)
            if (value is not null)
                http.Response.Headers[name] = value;
        return Task.CompletedTask;
    }
}
