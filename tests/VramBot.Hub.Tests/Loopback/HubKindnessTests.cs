using VramBot.Core;
using VramBot.Hub.Tests.Gguf;
using VramBot.Hub.Tests.Safetensors;
using VramBot.Hub.Transport;
using VramBot.Testing;

namespace VramBot.Hub.Tests.Loopback;

/// <summary>The hub is asked once, for little, and nobody else gets its token.</summary>
public sealed class HubKindnessTests
{
    private const string Llama = """{"architectures":["LlamaForCausalLM"],"num_key_value_heads":8,"intermediate_size":14336,"vocab_size":128256,"max_position_embeddings":131072,"tie_word_embeddings":false}""";

    [Fact]
    public async Task A_dense_model_is_read_in_three_requests_of_a_few_hundred_kilobytes()
    {
        await using var run = await StartAsync();
        var model = await run.ReadAsync("some/model");
        Assert.Equal(8_030_261_248, model.Weights!.Parameters!.Value.Count);
        Assert.Equal(2 * 8_030_261_248, model.Weights.Total.Count);
        Assert.Equal(3, run.Server.Calls.Count);
        Assert.True(run.Server.Sent < 400_000, $"{run.Server.Sent} bytes");
        Assert.All(run.Server.Calls, call => Assert.Equal("identity", call.Encoding));
    }

    [Fact]
    public async Task What_was_read_is_not_asked_again_and_after_a_while_only_whether_it_changed()
    {
        var time = new FakeTime();
        await using var run = await StartAsync(time);
        var first = await run.ReadAsync("some/model");
        await run.ReadAsync("some/model");
        Assert.Equal(3, run.Server.Calls.Count);
        time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(first.Weights!.Total, (await run.ReadAsync("some/model")).Weights!.Total);
        Assert.Equal(4, run.Server.Calls.Count);
        Assert.NotNull(run.Server.Calls.Last().IfNoneMatch);
    }

    [Fact]
    public async Task What_was_read_outlives_the_bot()
    {
        await using var run = await StartAsync();
        await run.ReadAsync("some/model");
        await using var again = run.Again();
        await again.ReadAsync("some/model");
        Assert.Equal(3, run.Server.Calls.Count);
    }

    [Fact]
    public async Task A_new_commit_is_read_anew()
    {
        var time = new FakeTime();
        await using var run = await StartAsync(time);
        await run.ReadAsync("some/model");
        run.Server.Repositories["some/model"].Commit = "fedcba9876543210fedcba9876543210fedcba98";
        time.Advance(TimeSpan.FromMinutes(11));
        Assert.StartsWith("fedcba", (await run.ReadAsync("some/model")).Commit, StringComparison.Ordinal);
        Assert.Equal(6, run.Server.Calls.Count);
    }

    [Fact]
    public async Task A_refusal_is_remembered_for_two_minutes()
    {
        var time = new FakeTime();
        await using var run = await HubRun.StartAsync(time);
        await run.RefusedAsync("some/model");
        Assert.Equal("hub.missing", (await run.RefusedAsync("some/model")).Code);
        Assert.Single(run.Server.Calls);
        time.Advance(TimeSpan.FromMinutes(3));
        await run.RefusedAsync("some/model");
        Assert.Equal(2, run.Server.Calls.Count);
    }

    [Fact]
    public async Task What_is_known_is_answered_while_the_hub_is_away()
    {
        var time = new FakeTime();
        await using var run = await StartAsync(time);
        await run.ReadAsync("some/model");
        time.Advance(TimeSpan.FromHours(5));
        run.Server.Fault = http =>
        {
            http.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        Assert.NotNull((await run.ReadAsync("some/model")).Weights);
    }

    [Fact]
    public async Task Many_who_ask_at_once_share_one_reading()
    {
        await using var run = await StartAsync();
        var gate = new TaskCompletionSource();
        var held = 0;
        run.Server.Fault = _ => Interlocked.Increment(ref held) == 1 ? HoldAsync(gate.Task) : null;
        var first = run.FindAsync("some/model");
        while (Volatile.Read(ref held) == 0)
            await Task.Delay(5, TestContext.Current.CancellationToken);
        var others = Enumerable.Range(0, 20).Select(_ => run.FindAsync("some/model")).ToList();
        gate.SetResult();
        // What was held comes back empty: all are told the same.
        foreach (var answer in await Task.WhenAll([first, .. others]))
            Assert.Equal("hub.file", Assert.Single(Assert.IsType<Result<HubModel>.Rejected>(answer).Problems).Code);
        Assert.Single(run.Server.Calls);
    }

    private static Task HoldAsync(Task until) => until;

    [Fact]
    public async Task One_who_asks_too_often_is_refused_and_not_those_who_joined()
    {
        await using var run = await HubRun.StartAsync();
        using var limit = new HeldLimit("ann");
        await using var hub = run.Again(limit);
        var file = LargeHeaders.Dense();
        run.Server.Repositories["some/model"] = new HubRepository().Add("config.json", Llama).Add("model.safetensors", file.Header(), file.DataLength);
        var first = AskAsync(hub, "ann");
        await limit.Asked;
        var others = new[] { "bob", "cem", "dan" }.Select(person => AskAsync(hub, person)).ToList();
        limit.Release();
        Assert.Equal("hub.limit", Assert.Single(Assert.IsType<Result<HubModel>.Rejected>(await first).Problems).Code);
        Assert.All(await Task.WhenAll(others), answer => Assert.IsType<Result<HubModel>.Ok>(answer));
        // What they read, they read once.
        Assert.Equal(3, run.Server.Calls.Count);
    }

    private static Task<Result<HubModel>> AskAsync(HubRun run, string person) => run.Hub.FindAsync(new(HubRun.IdOf("some/model")) { Person = person }, null, TestContext.Current.CancellationToken);

    /// <summary>Refuses one person, after a while.</summary>
    private sealed class HeldLimit(string refused) : IAskLimit, IDisposable
    {
        private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim gate = new();

        public Task Asked => asked.Task;

        public void Release() => gate.Set();

        public void Dispose() => gate.Dispose();

        public TimeSpan? Take(string person)
        {
            if (person != refused)
                return null;
            asked.SetResult();
            gate.Wait(TestContext.Current.CancellationToken);
            return TimeSpan.FromSeconds(7);
        }
    }

    [Fact]
    public async Task One_who_goes_away_stops_nobody_else()
    {
        await using var run = await StartAsync();
        using var impatient = new CancellationTokenSource();
        var asked = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        run.Server.Fault = http =>
        {
            asked.TrySetResult();
            return gate.Task.IsCompleted ? null : gate.Task.ContinueWith(_ => http.Response.Redirect(http.Request.Path + http.Request.QueryString), TaskScheduler.Default);
        };
        var left = run.Hub.FindAsync(new(HubRun.IdOf("some/model")), null, impatient.Token);
        var stays = run.FindAsync("some/model");
        await asked.Task;
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        gate.SetResult();
        Assert.IsType<Result<HubModel>.Ok>(await stays);
    }

    [Fact]
    public async Task The_token_goes_to_the_hub_alone()
    {
        await using var run = await StartAsync(settings: ("Hub:Token", HubServer.Token));
        run.Server.RedirectsFiles = true;
        await run.ReadAsync("some/model");
        Assert.Contains(run.Server.Calls, call => call.IsElsewhere);
        Assert.All(run.Server.Calls, call => Assert.Equal(call.IsElsewhere ? null : $"Bearer {HubServer.Token}", call.Authorization));
        Assert.DoesNotContain(run.Logged.Lines, line => line.Contains(HubServer.Token, StringComparison.Ordinal) || line.Contains("signature", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_large_vocabulary_is_read_by_growing_ranges_up_to_its_end()
    {
        await using var run = await HubRun.StartAsync();
        var file = GgufReaderTests.Large();
        run.Server.Repositories["some/model"] = new HubRepository().Add("model-Q4_K_M.gguf", file.Header(), file.DataLength);
        var model = await run.ReadAsync("some/model");
        Assert.Equal(file.DataLength, model.Weights!.Total.Count);
        Assert.True(run.Server.Sent < 16 << 20, $"{run.Server.Sent} bytes");
        Assert.Equal(["bytes=0-262143", "bytes=262144-786431", "bytes=786432-1835007"], run.Server.Calls.Select(call => call.Range).OfType<string>().Take(3));
        await using var again = run.Again();
        var calls = run.Server.Calls.Count;
        Assert.Equal(file.DataLength, (await again.ReadAsync("some/model")).Weights!.Total.Count);
        Assert.Equal(calls, run.Server.Calls.Count);
    }

    [Fact]
    public async Task Progress_is_told_file_by_file()
    {
        await using var run = await HubRun.StartAsync();
        run.Server.Repositories["some/model"] = CatalogRepository.Safetensors(ShippedCatalogs.Catalog.Models.Find("meta-llama/Llama-3.1-8B-Instruct")!, 4);
        var told = new Told();
        await run.Hub.FindAsync(new(HubRun.IdOf("some/model")), told, TestContext.Current.CancellationToken);
        Assert.Equal([1, 2, 3, 4, 5], told.Steps.Select(step => step.FilesRead).Order());
        Assert.All(told.Steps, step => Assert.Equal(5, step.Files));
    }

    private static async Task<HubRun> StartAsync(TimeProvider? time = null, params (string Key, string Value)[] settings)
    {
        var run = await HubRun.StartAsync(time, settings);
        var file = LargeHeaders.Dense();
        run.Server.Repositories["some/model"] = new HubRepository().Add("config.json", Llama).Add("model.safetensors", file.Header(), file.DataLength);
        return run;
    }

    private sealed class Told : IProgress<HubProgress>
    {
        public System.Collections.Concurrent.ConcurrentQueue<HubProgress> Steps { get; } = new();

        public void Report(HubProgress value) => Steps.Enqueue(value);
    }
}
