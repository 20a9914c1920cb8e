using VramBot.Core.Engines;
using VramBot.Core.Fitting;
using VramBot.Testing;

namespace VramBot.Core.Tests.Fitting;

public sealed class FormatLaddersTests
{
    [Theory]
    [InlineData("llama-3.1-8b", "llama.cpp", "gguf-q8_0", "gguf-iq2_xxs")]
    [InlineData("gpt-oss-20b", "llama.cpp", "gguf-mxfp4_moe", "gguf-iq2_xxs")]
    [InlineData("deepseek-v3", "llama.cpp", "gguf-q8_0", "gguf-iq2_xxs")]
    [InlineData("llama-3.1-8b", "vllm", "bf16", "awq-int4-g128")]
    [InlineData("deepseek-v3", "vllm", "fp8-block128", "awq-int4-g128")]
    [InlineData("gpt-oss-20b", "vllm", "mxfp4", "mxfp4")]
    [InlineData("gpt-oss-20b", "mlx", "mlx-mxfp4", "mlx-3bit-g64")]
    [InlineData("llama-3.1-8b", "transformers", "bf16", "nf4-dq")]
    public void A_model_is_tried_from_as_it_ships_downwards(string model, string engine, string first, string last)
    {
        var ladder = FormatLadders.For(ShippedCatalogs.Catalog.Models.Find(model)!, KnownEngines.All.Find(engine)!, ShippedCatalogs.Catalog);
        Assert.Equal((first, last), (ladder[0].Id, ladder[^1].Id));
    }
}
