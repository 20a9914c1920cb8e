using VramBot.Commands.Replies;
using VramBot.Commands.Tests.Grammar;
using VramBot.Core.Fitting;

namespace VramBot.Commands.Tests.Replies;

/// <summary>A suggestion is a line that is answered with the very figures that it promised.</summary>
public sealed class SuggestionLineTests
{
    public static TheoryData<string> Asked() =>
    [
        "/vram mixtral-8x7b precision:int4",
        "/vram mixtral-8x7b precision:int4 gpu:4090",
        "/vram llama-3.3-70b gpu:2x3090",
        "/vram llama-3.3-70b gpu:2x3090 tp:2 kv:fp8",
        "/vram llama-3.1-8b engine:vllm@0.11 gpu:3060-12gb",
        "/vram llama-3.1-8b engine:transformers gpu:3060-12gb",
        "/vram llama-3.1-8b engine:ollama gpu:4060 ctx:64k",
        "/vram llama-3.1-8b precision:nf4 gpu:rtx-3050-6gb",
        "/vram llama-3.1-8b precision:Q8_0 kv:q8_0 gpu:rtx-3050-6gb ctx:32k",
        "/vram llama-3.1-8b precision:Q4_K_M gpu:4090",
        "/vram llama-3.1-8b users:64 ctx:32k gpu:a100-80gb",
        "/vram deepseek-v3 gpu:8xh100",
        "/vram qwen3-30b-a3b ctx:max gpu:5090",
        "/vram 13b gpu:4070",
        "/vram deepseek-v3 ep:8 gpu:8xh100",
        "/vram mixtral-8x7b ep:2 gpu:2x3090",
        "/vram mixtral-8x7b engine:sglang gpu:2x3090 flags:\"--ep-size 2 --tp 2\"",
        "/vram mixtral-8x7b gpu:2x3090 flags:\"--enable-expert-parallel --tensor-parallel-size 2\"",
        "/vram llama-3.3-70b precision:exl2:4.65 gpu:3090",
        "/vram llama-3.3-70b engine:tgi gpu:h100",
        "/vram llama-3.3-70b precision:gguf:4.83 gpu:3090",
        "/vram llama-3.3-70b offload:20",
        "/vram llama-3.3-70b precision:Q4_K_M offload:30 gpu:4090",
        "/vram qwen3-30b-a3b precision:Q4_K_M offload:experts:20 gpu:3060-12gb",
        "/vram llama-3.1-8b gpu:3060-12gb flags:\"--gpu-memory-utilization 0.8 --max-model-len 8192 --kv-cache-dtype auto\"",
        "/vram llama-3.3-70b gpu:2x3090 flags:\"-tp 2 --max-num-seqs 64 --port 8000 --enable-lora --max-loras 2\"",
        "/vram llama-3.1-8b gpu:3060-12gb flags:\"-c 32768 -np 4 -ub 1024\"",
        "/vram qwen3-30b-a3b gpu:3060-12gb flags:\"-c 32768 -ot exps=CPU -ctk q8_0\"",
        "/vram llama-3.3-70b flags:\"--mem-fraction-static 0.8 --context-length 16384\"",
        "/vram llama-3.1-8b flags:\"OLLAMA_NUM_PARALLEL=8 num_ctx 32768\"",
    ];

    [Theory]
    [MemberData(nameof(Asked))]
    public void Asking_a_suggestion_gives_its_figures(string line) => AskedAdvice.AssertGivesItsFigures(line);

    [Theory]
    [MemberData(nameof(Asked))]
    public void There_are_at_most_three_and_each_has_its_line(string line)
    {
        var advice = AskedAdvice.In(Lines.Desk.Ask(line).Reply).ToList();
        Assert.InRange(advice.Count, 0, 3);
        Assert.All(advice, item => Assert.StartsWith("/vram model:", item.Command, StringComparison.Ordinal));
    }

    [Fact]
    public void A_shorter_context_that_saves_much_is_not_called_no_help()
    {
        var answer = Lines.Desk.Ask("/vram llama-3.1-8b ctx:4k users:2000 gpu:4090");
        var context = answer.Vram!.Suggestions.Where(suggestion => suggestion is { Kind: SuggestionKind.Context, Fit: null }).ToList();
        var texts = answer.Reply.Sections.OfType<ReplySection.Lines>().SelectMany(section => section.Items).Select(item => item.Text);
        Assert.NotEmpty(context);
        Assert.DoesNotContain(texts, text => text.Contains("not what holds you back", StringComparison.Ordinal));
    }
}
