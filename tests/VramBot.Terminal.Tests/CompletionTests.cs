using VramBot.Testing;

namespace VramBot.Terminal.Tests;

public sealed class CompletionTests
{
    private static readonly Completion Completion = new(ShippedCatalogs.Catalog);

    [Theory]
    [InlineData("/vram-h", "/vram-help")]
    [InlineData("/vram mod", "model:")]
    [InlineData("/vram model:mixtral-8x7", "model:mixtral-8x7b")]
    [InlineData("/vram 8b gpu:409", "gpu:rtx-4090")]
    [InlineData("/vram 8b engine:vl", "engine:vllm")]
    [InlineData("/vram 8b kv:q8", "kv:q8_0")]
    [InlineData("/vram-compare 8b gpu:rtx-3090,409", "gpu:rtx-3090,rtx-4090")]
    [InlineData("/vram-compare engines:vllm,sgl", "engines:vllm,sglang")]
    [InlineData("/vram model:some/novel-8b", "model:some/novel-8b")]
    [InlineData("/vram-compare models:llama-3.1-8b,some/novel-8b", "models:llama-3.1-8b,some/novel-8b")]
    [InlineData("/vram model:meta-llama/Llama-3.1-8B-Instruct", "model:meta-llama/Llama-3.1-8B-Instruct")]
    public void The_last_word_is_completed(string line, string first) => Assert.Equal(first, Completion.Of(line)[0]);

    [Theory]
    [InlineData("")]
    [InlineData("/nothing")]
    [InlineData("/vram unknown:x")]
    public void Nothing_breaks_on_other_words(string line) => Assert.DoesNotContain(string.Empty, Completion.Of(line));
}
