using VramBot.Testing;

namespace VramBot.Terminal.Tests;

/// <summary>Completion of bare words, and of the commands beside the estimate.</summary>
public sealed class OtherCompletionTests
{
    private static readonly Completion Completion = new(ShippedCatalogs.Catalog);

    [Theory]
    [InlineData("/vram mixtral-8x7", "mixtral-8x7b")]
    [InlineData("/vram-gpus 409", "rtx-4090")]
    [InlineData("/vram gpus 409", "rtx-4090")]
    [InlineData("/vram-gpus search:409", "search:rtx-4090")]
    [InlineData("/vram-models search:mixtral-8x7", "search:mixtral-8x7b")]
    [InlineData("/vram-formats q4_k_m", "gguf-q4_k_m")]
    [InlineData("/vram-help prec", "precision")]
    [InlineData("/vram-guide gg", "gguf")]
    [InlineData("/vram-guide topic:mul", "topic:multi-gpu")]
    [InlineData("/vram-guide kv model:mixtral-8x7", "model:mixtral-8x7b")]
    [InlineData("/vram off", "offload:")]
    [InlineData("/vram fl", "flags:")]
    public void The_last_word_is_completed_for_its_own_command(string line, string choice) => Assert.Contains(choice, Completion.Of(line));

    [Fact]
    public void A_search_offers_no_options_of_the_estimate() => Assert.DoesNotContain("model:", Completion.Of("/vram-gpus m"));

    [Fact]
    public void A_method_is_offered() => Assert.Contains("method:", Completion.Of("/vram me"));

    [Theory]
    [InlineData("/vram 8b task:lora engine:", "unsloth", "vllm")]
    [InlineData("/vram 8b engine:", "vllm", "unsloth")]
    [InlineData("/vram 8b task:inference engine:", "vllm", "unsloth")]
    public void Engines_that_do_the_task_are_offered(string line, string offered, string not)
    {
        Assert.Contains($"engine:{offered}", Completion.Of(line));
        Assert.DoesNotContain($"engine:{not}", Completion.Of(line));
    }

    [Theory]
    [InlineData("/vram 8b task:q", "task:qlora")]
    [InlineData("/vram 8b optimizer:pag", "optimizer:paged-adamw-8bit")]
    [InlineData("/vram 8b zero:fs", "zero:fsdp")]
    [InlineData("/vram 8b packing:p", "packing:padding-free")]
    public void Words_that_an_option_takes_are_offered(string line, string first) => Assert.Equal(first, Completion.Of(line)[0]);

    [Fact]
    public void An_empty_word_offers_the_options() => Assert.Contains("model:", Completion.Of("/vram "));
}
