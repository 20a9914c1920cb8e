using VramBot.Core.Engines;
using VramBot.Core.Estimation;

namespace VramBot.Core.Tests.Estimation;

public sealed class MlxTests
{
    // 4-bit weights, a 16-bit scale and a 16-bit bias every 64: 4.5 bits a weight, embeddings and head included.
    [Theory]
    [InlineData("mlx-4bit-g64", 4.5)]
    [InlineData("mlx-8bit-g64", 8.5)]
    [InlineData("mlx-4bit-g32", 5)]
    public void Groups_carry_a_scale_and_a_bias(string format, double bits)
    {
        var estimate = Requests.Estimate(Requests.Of("llama-3.1-8b", format, 4096, KnownEngines.Mlx));
        Assert.Equal(bits, 8.0 * estimate[PartKind.Weights].Count / estimate.Parameters.Count, 2);
    }

    [Fact]
    public void The_cache_grows_in_steps_of_256_tokens()
    {
        var small = Requests.Estimate(Requests.Of("llama-3.1-8b", "mlx-4bit-g64", 1, KnownEngines.Mlx))[PartKind.Cache];
        Assert.Equal(256L * 32 * 8 * 128 * 2 * 2, small.Count);
        Assert.Equal(small, Requests.Estimate(Requests.Of("llama-3.1-8b", "mlx-4bit-g64", 256, KnownEngines.Mlx))[PartKind.Cache]);
    }

    [Fact]
    public void Heads_without_a_fused_kernel_write_their_scores_out()
    {
        var at8k = Requests.Estimate(Requests.Of("gemma-3-12b", "mlx-4bit-g64", 8192, KnownEngines.Mlx))[PartKind.Activations];
        var at32k = Requests.Estimate(Requests.Of("gemma-3-12b", "mlx-4bit-g64", 32768, KnownEngines.Mlx))[PartKind.Activations];
        Assert.Equal(2048L * 16 * 2 * (32768 - 8192), (at32k - at8k).Count);
    }

    [Fact]
    public void Other_formats_and_several_gpus_are_refused()
    {
        Assert.IsType<Result<Estimate>.Rejected>(Estimator.Estimate(Requests.Of("llama-3.1-8b", "fp8", 4096, KnownEngines.Mlx)));
        Assert.IsType<Result<Estimate>.Rejected>(Estimator.Estimate(Requests.Of("llama-3.1-8b", "bf16", 4096, KnownEngines.Mlx) with { Parallelism = new(1, 2) }));
    }
}
