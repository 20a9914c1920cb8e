using System.Text.Json;
using VramBot.Chat;
using VramBot.Core.Catalogs;
using VramBot.Core.Languages;
using VramBot.Testing;

namespace VramBot.Hub.Tests.Answers;

/// <summary>Lines that name repositories which the catalog does not have, from the line to the answer.</summary>
public sealed class AnswersThroughTheHubTests
{
    [Theory]
    [InlineData("dense", "/vram model:some/novel-8b ctx:8k gpu:4090")]
    [InlineData("dense-portuguese", "/vram model:some/novel-8b ctx:8k gpu:4090 lang:pt")]
    [InlineData("mixed", "/vram model:some/novel-8b-mixed gpu:3060-12gb")]
    [InlineData("gguf", "/vram model:some/novel-8b-GGUF precision:UD-Q4_K_XL ctx:8k gpu:3060-12gb")]
    [InlineData("adapter", "/vram model:some/novel-lora gpu:4090")]
    [InlineData("strange", "/vram model:some/strange-8b")]
    [InlineData("strange-on-a-card", "/vram model:some/strange-8b gpu:4070")]
    [InlineData("strange-on-a-card-portuguese", "/vram model:some/strange-8b gpu:4090 lang:pt")]
    [InlineData("pipeline", "/vram model:some/painter")]
    [InlineData("pipeline-on-a-card", "/vram model:some/painter gpu:4090")]
    [InlineData("compare", "/vram-compare models:some/novel-8b,llama-3.1-8b gpu:4090")]
    [InlineData("fit", "/vram-fit gpu:4090 model:some/novel-8b")]
    [InlineData("plan", "/vram-plan model:some/novel-8b gpu:h100 users:16 prompt:2k output:500")]
    [InlineData("qlora", "/vram model:some/novel-8b task:qlora gpu:4090")]
    [InlineData("draft", "/vram model:some/novel-8b draft:some/novel-8b-mixed gpu:h100")]
    public async Task It_reads_as_approved(string name, string line)
    {
        await using var asked = await StartAsync();
        var answer = await asked.AskAsync(line);
        Assert.Empty(answer.Problems);
        Assert.Equal(string.Empty, Approval.Difference(name, $"> {line}\n{Asked.TextOf(answer)}"));
    }

    [Theory]
    [InlineData("missing", "/vram model:some/Llama-3.1-8B-Novel-Edition gpu:4090 ctx:16k")]
    [InlineData("missing-size", "/vram model:some/Wonder-13B-Chat gpu:4090")]
    [InlineData("missing-portuguese", "/vram model:some/Wonder-13B-Chat gpu:4090 lang:pt")]
    [InlineData("missing-without-a-size", "/vram model:some/wonder")]
    [InlineData("gated", "/vram model:some/gated-70b gpu:4090")]
    [InlineData("quantization", "/vram model:some/novel-8b-GGUF precision:Q5_K_M gpu:3060-12gb")]
    [InlineData("missing-and-more", "/vram model:some/Wonder-13B-Chat kv:zz gpu:4091")]
    [InlineData("no-repository", "/vram model:some/novel/8b")]
    [InlineData("nothing-to-read", "/vram model:some/empty-7b gpu:4090")]
    public async Task What_cannot_be_read_reads_as_approved(string name, string line)
    {
        await using var asked = await StartAsync();
        var answer = await asked.AskAsync(line);
        Assert.NotEmpty(answer.Problems);
        Assert.Equal(string.Empty, Approval.Difference(name, $"> {line}\n{Asked.TextOf(answer)}"));
        Assert.Empty((await asked.AskAsync(answer.Problems[0].Try)).Problems);
    }

    [Theory]
    [InlineData("/vram model:some/novel-8b precision:bf16", 16_060_522_496, "vllm")]
    [InlineData("/vram model:some/novel-8b-mixed", null, "vllm")]
    public async Task Weights_are_what_the_files_hold(string line, long? size, string engine)
    {
        await using var asked = await StartAsync();
        using var json = JsonDocument.Parse((await asked.AskAsync(line)).Json!());
        var root = json.RootElement;
        Assert.Equal("exact", root.GetProperty("request").GetProperty("depth").GetString());
        Assert.StartsWith(engine, root.GetProperty("request").GetProperty("engine").GetString(), StringComparison.Ordinal);
        var weights = root.GetProperty("parts").EnumerateArray().First(part => part.GetProperty("name").GetString() == "weights").GetProperty("gib").GetDouble() * (1L << 30);

        // The engine's rope table and the allocator's blocks come on top: half a percent at most.
        var held = size ?? Checkpoints.Mixed().Size;
        Assert.InRange(weights, held, held * 1.005);
    }

    [Fact]
    public async Task A_file_of_a_recipe_of_its_own_is_counted_tensor_by_tensor()
    {
        await using var asked = await StartAsync();
        using var json = JsonDocument.Parse((await asked.AskAsync("/vram model:some/novel-8b-GGUF precision:UD-Q4_K_XL")).Json!());
        var root = json.RootElement;
        var weights = root.GetProperty("parts").EnumerateArray().First(part => part.GetProperty("name").GetString() == "weights").GetProperty("gib").GetDouble() + root.GetProperty("host_gib").GetDouble();
        Assert.Equal(Checkpoints.Gguf().Size, weights * (1L << 30), 0.0001 * Checkpoints.Gguf().Size);
        Assert.Equal("UD-Q4_K_XL", root.GetProperty("request").GetProperty("precision").GetString());
    }

    [Fact]
    public async Task Weights_alone_are_told_as_JSON_too()
    {
        await using var asked = await StartAsync();
        using var json = JsonDocument.Parse((await asked.AskAsync("/vram model:some/strange-8b gpu:4090")).Json!());
        Assert.Equal("weights", json.RootElement.GetProperty("request").GetProperty("depth").GetString());
        Assert.Equal(16_060_522_496 / (double)(1L << 30), json.RootElement.GetProperty("weights_gib").GetDouble(), 5);
        Assert.True(json.RootElement.GetProperty("fits")[0].GetProperty("holds_weights").GetBoolean());
        Assert.False(json.RootElement.TryGetProperty("total_gib", out _));
    }

    [Theory]
    [InlineData("/vram https://huggingface.co/some/novel-8b gpu:4090")]
    [InlineData("/vram model:https://hf.co/some/novel-8b gpu:4090")]
    [InlineData("/vram some/novel-8b gpu:4090")]
    [InlineData("some/novel-8b gpu:4090")]
    [InlineData("/vram model:some/novel-8b@main gpu:4090")]
    [InlineData("/vram gpu:4090 model:some/novel-8b")]
    public async Task A_repository_is_named_as_people_name_it(string line)
    {
        await using var asked = await StartAsync();
        var answer = await asked.AskAsync(line);
        Assert.Empty(answer.Problems);
        Assert.Contains("novel-8b", answer.Reply.Title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/vram hf.co/some/novel-8b-GGUF:UD-Q4_K_XL", "UD-Q4_K_XL")]
    [InlineData("/vram model:some/novel-8b-GGUF:ud-q4_k_xl gpu:4090", "UD-Q4_K_XL")]
    public async Task A_quantization_stands_behind_a_colon(string line, string quantization)
    {
        await using var asked = await StartAsync();
        var answer = await asked.AskAsync(line);
        Assert.Empty(answer.Problems);
        Assert.Contains(quantization, answer.Reply.Title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ollama")]
    [InlineData("llama.cpp")]
    public async Task An_engine_takes_the_file_that_was_read_and_not_the_mix_that_it_usually_has(string engine)
    {
        await using var asked = await StartAsync();
        var answer = await asked.AskAsync($"/vram model:some/novel-8b-GGUF engine:{engine} gpu:4090");
        Assert.Empty(answer.Problems);
        Assert.Contains("Q8_0", answer.Reply.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_read_a_little_while_ago_is_answered_at_once()
    {
        await using var asked = await StartAsync();
        await asked.AskAsync("/vram model:some/novel-8b");
        var calls = asked.Server.Calls.Count;
        var asking = asked.Answers.AskAsync(new("/vram model:some/novel-8b gpu:4090 ctx:32k"), TestContext.Current.CancellationToken);
        Assert.True(asking.IsCompletedSuccessfully);
        Assert.Empty((await asking).Problems);
        Assert.Equal(calls, asked.Server.Calls.Count);
    }

    [Theory]
    [InlineData("/vram model:llama-3.1-8b gpu:4090")]
    [InlineData("/vram model:meta-llama/Llama-3.1-8B-Instruct gpu:4090")]
    [InlineData("/vram-models qwen/qwen3")]
    [InlineData("/vram model:llama-3.1-8b kv:q8_0/f16")]
    public async Task The_catalog_answers_without_the_hub(string line)
    {
        await using var asked = await StartAsync();
        var asking = asked.Answers.AskAsync(new(line), TestContext.Current.CancellationToken);
        Assert.True(asking.IsCompletedSuccessfully);
        Assert.Empty((await asking).Problems);
        Assert.Empty(asked.Server.Calls);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public async Task A_repackaging_that_cannot_be_read_is_answered_by_the_catalog(string enabled, bool asks)
    {
        await using var asked = await Asked.StartAsync(("Hub:Enabled", enabled));
        var answer = await asked.AskAsync("/vram model:somebody/Llama-3.1-8B-Instruct-AWQ gpu:4090");
        Assert.Empty(answer.Problems);
        Assert.Contains("awq", answer.Reply.Title, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(asks, !asked.Server.Calls.IsEmpty);
    }

    [Fact]
    public async Task A_hub_that_is_switched_off_is_not_asked()
    {
        await using var asked = await Asked.StartAsync(("Hub:Enabled", "false"));
        var problem = Assert.Single((await asked.AskAsync("/vram model:some/Wonder-13B-Chat gpu:4090")).Problems);
        Assert.Equal(("hub.off", "/vram model:13b gpu:4090"), (problem.Code, problem.Try));
        Assert.Empty(asked.Server.Calls);
    }

    [Fact]
    public async Task A_long_reading_tells_how_far_it_is()
    {
        await using var asked = await StartAsync();
        var told = new KeptProgress();
        await asked.AskAsync(new Question("/vram model:some/novel-8b") { Progress = told, Language = Language.Named("pt-BR") });
        Assert.Contains(told.Sentences, sentence => sentence.Contains("some/novel-8b", StringComparison.Ordinal) && sentence.StartsWith("Lendo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Somebody_who_has_much_read_is_asked_to_wait_and_others_are_not()
    {
        await using var asked = await StartAsync(("Hub:ReadsPerMinute", "1"));
        Assert.Empty((await asked.AskAsync(new Question("/vram model:some/novel-8b") { Asker = new("discord", "1", "2") })).Problems);
        Assert.Equal("hub.limit", Assert.Single((await asked.AskAsync(new Question("/vram model:some/novel-8b-mixed") { Asker = new("discord", "1", "2") })).Problems).Code);
        Assert.Empty((await asked.AskAsync(new Question("/vram model:some/novel-8b-mixed") { Asker = new("slack", "1", "2") })).Problems);
    }

    private static async Task<Asked> StartAsync(params (string Key, string Value)[] settings)
    {
        var asked = await Asked.StartAsync(settings);
        var repositories = asked.Server.Repositories;
        repositories["some/novel-8b"] = Checkpoints.Dense();
        repositories["some/novel-8b-mixed"] = Checkpoints.Mixed().Repository;
        repositories["some/novel-8b-GGUF"] = Checkpoints.Gguf().Repository;
        repositories["some/novel-lora"] = Checkpoints.Adapter("some/novel-8b");
        repositories["some/strange-8b"] = Checkpoints.Strange();
        repositories["some/painter"] = Checkpoints.Pipeline();
        repositories["some/gated-70b"] = new() { IsGated = true };
        repositories["some/empty-7b"] = new Loopback.HubRepository().Add("README.md", "nothing");
        return asked;
    }

    private sealed class KeptProgress : IProgress<string>
    {
        public List<string> Sentences { get; } = [];

        public void Report(string value)
        {
            lock (Sentences)
                Sentences.Add(value);
        }
    }
}
