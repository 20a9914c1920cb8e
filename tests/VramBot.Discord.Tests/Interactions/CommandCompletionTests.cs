using System.Text.Json;
using VramBot.Discord.Interactions;
using VramBot.Testing;

namespace VramBot.Discord.Tests.Interactions;

public sealed class CommandCompletionTests
{
    private static readonly CommandCompletion Completion = new(ShippedCatalogs.Catalog);

    [Theory]
    [InlineData("vram", "model", "mixtral-8x7", "mixtral-8x7b")]
    [InlineData("vram", "model", "mixtal", "mixtral-8x7b")]
    [InlineData("vram", "precision", "Q4_K", "Q4_K_M")]
    [InlineData("vram", "gpu", "409", "rtx-4090")]
    [InlineData("vram", "gpu", "2x3090", "2xrtx-3090")]
    [InlineData("vram", "gpu", "4090+3090", "4090+rtx-3090")]
    [InlineData("vram", "engine", "vl", "vllm")]
    [InlineData("vram", "ctx", "12", "128k")]
    [InlineData("vram", "users", "3", "32")]
    [InlineData("vram", "kv", "q8", "q8_0")]
    [InlineData("vram", "model", "mistralai/Mixtral", "mistralai/Mixtral-8x7B-Instruct-v0.1")]
    [InlineData("vram", "draft", "llama-3.2-1b", "meta-llama/Llama-3.2-1B")]
    [InlineData("vram-fit", "gpu", "m3-max", "apple-m3-max-36gb")]
    [InlineData("vram-compare", "models", "qwen3-8b,gemma-3-12", "qwen3-8b,gemma-3-12b")]
    [InlineData("vram-gpus", "search", "h10", "h100-sxm-80gb")]
    [InlineData("vram", "model", "someone/their-own-model", "someone/their-own-model")]
    public void What_is_meant_is_among_the_first(string command, string option, string typed, string meant) =>
        Assert.Contains(meant, Completion.Of(Data(command, option, typed)).Take(4).Select(choice => choice.Value), StringComparer.Ordinal);

    [Theory]
    [InlineData("vram", "model", "")]
    [InlineData("vram", "gpu", "")]
    [InlineData("vram", "precision", "")]
    [InlineData("vram", "engine", "")]
    [InlineData("vram", "flags", "--max")]
    [InlineData("vram-compare", "models", "qwen3-8b,")]
    public void There_are_at_most_25_of_valid_lengths(string command, string option, string typed)
    {
        var choices = Completion.Of(Data(command, option, typed));
        Assert.InRange(choices.Length, 1, 25);
        Assert.All(choices, choice => Assert.InRange(choice.Value.Length, 1, 100));
        Assert.Equal(choices.Length, choices.Select(choice => choice.Value).Distinct().Count());
    }

    [Fact]
    public void What_is_typed_is_never_too_long() => Assert.All(Completion.Of(Data("vram", "model", new('x', 6000))), choice => Assert.InRange(choice.Value.Length, 1, 100));

    [Theory]
    [InlineData("vram", "nothing", "x")]
    [InlineData("nothing", "model", "x")]
    [InlineData("vram", "private", "true")]
    public void What_is_not_known_has_no_choices(string command, string option, string typed) => Assert.Empty(Completion.Of(Data(command, option, typed)));

    [Fact]
    public void Nothing_is_completed_where_nothing_is_typed() => Assert.Empty(Completion.Of(null));

    [Fact]
    public void Frameworks_are_offered_to_train_and_servers_to_serve()
    {
        var serving = Completion.Of(Data("vram", "engine", string.Empty)).Select(choice => choice.Value).ToList();
        var training = Completion.Of(Data("vram", "engine", string.Empty) with { Options = [Option("task", "qlora", false), Option("engine", string.Empty, true)] }).Select(choice => choice.Value).ToList();
        Assert.Contains("vllm", serving);
        Assert.DoesNotContain("vllm", training);
        Assert.Contains("unsloth", training);
        Assert.DoesNotContain("unsloth", serving);
    }

    private static InteractionData Data(string command, string option, string typed) => new() { Name = command, Options = [Option(option, typed, true)] };

    private static InteractionOption Option(string name, string value, bool focused) => new(name) { Value = JsonSerializer.SerializeToElement(value), Focused = focused };
}
