using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Testing;

namespace VramBot.Core.Tests.Formats;

public sealed class TorchTensorSizingTests
{
    private static readonly TensorGroup Square = new(TensorRole.Query, 0, 4096, 4096, 1);

    // Bits a weight by the formats' own layouts: scales a group, a row or a block.
    [Theory]
    [InlineData("bf16", 16)]
    [InlineData("fp32", 32)]
    [InlineData("fp8", 8.0078125)]
    [InlineData("awq", 4.15625)]
    [InlineData("gptq-4bit-32g", 4.625)]
    [InlineData("w4a16", 4.125)]
    [InlineData("nf4", 4.5)]
    [InlineData("nf4-dq", 4.126953125)]
    [InlineData("nvfp4", 4.5)]
    [InlineData("mxfp4", 4.25)]
    public void A_square_linear_layer_has_the_rate_of_its_format(string format, double bits)
    {
        var size = TorchTensorSizing.SizeOf(ShippedCatalogs.Catalog.WeightFormats.Find(format)!, Square, hasExperts: false)!.Value;
        Assert.Equal(bits, size.Count * 8.0 / Square.Parameters.Count, 6);
    }

    [Theory]
    [InlineData("fp8")]
    [InlineData("awq")]
    [InlineData("nf4")]
    [InlineData("int8")]
    public void Embedding_head_norms_and_router_stay_at_16_bit(string format)
    {
        foreach (var role in new[] { TensorRole.TokenEmbedding, TensorRole.OutputHead, TensorRole.Norm, TensorRole.Router, TensorRole.Bias, TensorRole.Tower })
            Assert.Equal(Square.Parameters.Count * 2, TorchTensorSizing.SizeOf(ShippedCatalogs.Catalog.WeightFormats.Find(format)!, Square with { Role = role }, hasExperts: true)!.Value.Count);
    }

    [Fact]
    public void Mxfp4_takes_the_experts_and_leaves_attention_at_16_bit()
    {
        var mxfp4 = ShippedCatalogs.Catalog.WeightFormats.Find("mxfp4")!;
        Assert.Equal(Square.Parameters.Count * 2, TorchTensorSizing.SizeOf(mxfp4, Square, hasExperts: true)!.Value.Count);
        Assert.True(TorchTensorSizing.SizeOf(mxfp4, Square with { Role = TensorRole.ExpertUp }, hasExperts: true)!.Value.Count < Square.Parameters.Count);
    }
}
