using VramBot.Commands.Handlers;
using VramBot.Commands.Tests.Grammar;
using VramBot.Core;
using VramBot.Core.Estimation;
using VramBot.Testing;

namespace VramBot.Commands.Tests.Handlers;

/// <summary>What a question leaves open.</summary>
public sealed class RequestBuilderTests
{
    [Theory]
    [InlineData("precision:Q4_K_M", "llama.cpp")]
    [InlineData("precision:gguf:4.83", "llama.cpp")]
    [InlineData("precision:exl2:4.65", "ExLlama")]
    [InlineData("precision:exl3:4.0", "ExLlama")]
    [InlineData("precision:nf4", "Transformers")]
    [InlineData("precision:hqq-int4-g64", "Transformers")]
    [InlineData("precision:mlx-4bit-g64", "MLX")]
    [InlineData("precision:awq", "vLLM")]
    [InlineData("precision:fp8", "vLLM")]
    [InlineData("", "vLLM")]
    public void A_format_is_served_by_the_engine_that_it_is_made_for(string option, string engine) => Assert.Equal(engine, Built($"/vram llama-3.1-8b {option}").Engine.Engine.Label);

    [Theory]
    [InlineData("engine:ollama", "Q4_K_M")]
    [InlineData("engine:mlx", "bf16")]
    [InlineData("engine:llama.cpp", "bf16")]
    public void An_engine_gets_the_nearest_format_that_it_reads(string option, string format) => Assert.Equal(format, Built($"/vram llama-3.1-8b {option}").Weights.Label);

    [Theory]
    [InlineData("engine:lmstudio", 4096)]
    [InlineData("engine:koboldcpp", 8192)]
    [InlineData("engine:vllm", 4096)]
    public void A_context_that_is_not_named_is_the_engines_own(string option, long tokens) => Assert.Equal(tokens, Built($"/vram llama-3.1-8b {option}").Context.Count);

    [Fact]
    public void A_format_without_an_estimated_engine_says_so()
    {
        var rejected = Assert.IsType<Result<EstimateRequest>.Rejected>(new RequestBuilder(ShippedCatalogs.Catalog).Build(Lines.Understood("/vram llama-3.1-8b precision:aqlm-2x8")));
        Assert.Equal("aqlm-2x8 is read by an engine of its own, which is not estimated; int4 and Q4_K_M are.", rejected.Problems[0].Expected);
    }

    private static EstimateRequest Built(string line) =>
        Assert.IsType<Result<EstimateRequest>.Ok>(new RequestBuilder(ShippedCatalogs.Catalog).Build(Lines.Understood(line))).Value;
}
