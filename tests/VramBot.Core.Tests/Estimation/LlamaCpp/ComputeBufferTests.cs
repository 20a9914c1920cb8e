using VramBot.Core.Engines;
using VramBot.Core.Estimation;

namespace VramBot.Core.Tests.Estimation.LlamaCpp;

/// <summary>Compute buffers as logs print them, <c>CUDA0 compute buffer size</c> in MiB.</summary>
public sealed class ComputeBufferTests
{
    private const double InThousand = 0.001;

    // Builds by date of the log; b6050 brought the indexed cache, b9400 half-width masks and few rows of logits.
    [Theory]
    [InlineData("qwen2.5-7b", "Q4_K_M", 5500, 16384, 512, false, 956.0)]
    [InlineData("qwen3-4b", "Q4_K_M", 5500, 8192, 512, false, 554.0)]
    [InlineData("llama-3.1-8b", "Q4_K_M", 5500, 8192, 512, false, 560.0)]
    [InlineData("gemma-7b", "Q4_0", 2500, 2048, 512, false, 506.0)]
    [InlineData("llama-3.1-8b", "Q4_0", 5500, 16384, 1024, true, 613.02)]
    public void The_buffer_of_a_dense_model_is_the_printed_one(string model, string format, int build, long context, int microBatch, bool flash, double mebibytes)
    {
        var request = Requests.Of(model, format, context, KnownEngines.LlamaCpp) with
        {
            Engine = KnownEngines.LlamaCpp.At(EngineVersion.Build(build)),
            Settings = new() { MicroBatch = microBatch, FlashAttention = flash },
        };
        Assert.Equal(mebibytes, Compute(request), mebibytes * InThousand);
    }

    // Host layers run on the GPU in batches of 32 tokens and more: their matrices are copied into the buffer.
    [Theory]
    [InlineData("qwen3-14b", "Q8_0", 4096, 0, false, 1094.96)]
    [InlineData("qwen3-32b", "Q4_K_M", 8192, 29, true, 916.07)]
    public void Layers_in_host_memory_cost_a_copy_of_their_matrices(string model, string format, long context, int layers, bool flash, double mebibytes)
    {
        var engine = flash ? KnownEngines.Ollama.At(new(0, 20)) : KnownEngines.LlamaCpp.At(EngineVersion.Build(5500));
        var request = Requests.Of(model, format, context, KnownEngines.LlamaCpp) with { Engine = engine, Settings = new() { GpuLayers = layers, FlashAttention = flash } };
        Assert.Equal(mebibytes, Compute(request), mebibytes * InThousand);
    }

    // Logs of May 2026 and later, a slot a sequence in one cache.
    [Theory]
    [InlineData("qwen3.6-27b", 9050, 131_072, 4, 495.0)]
    [InlineData("qwen3.5-9b", 9050, 262_144, 2, 808.0)]
    public void The_buffer_of_a_recurrent_hybrid_is_the_printed_one(string model, int build, long context, int slots, double mebibytes)
    {
        var request = Requests.Of(model, "Q4_K_M", context, KnownEngines.LlamaCpp) with
        {
            Engine = KnownEngines.LlamaCpp.At(EngineVersion.Build(build)),
            Sequences = slots,
            Settings = new() { UnifiedCache = true, FlashAttention = true },
        };
        Assert.Equal(mebibytes, Compute(request), mebibytes * InThousand);
    }

    // llama.cpp b9842, no_alloc, four stand-in devices, 8192 tokens, one row of logits: every input exists four times, and two hidden states travel.
    [Theory]
    [InlineData("qwen3-30b-a3b", 132.04, 148.04)]
    [InlineData("deepseek-v2-lite", 133.02, 149.02)]
    [InlineData("qwen3.5-9b", 152.06, 184.06)]
    [InlineData("glm-4.5-air", 226.04, 258.04)]
    public void The_GPUs_of_a_pipeline_take_what_the_allocator_says(string model, double first, double others)
    {
        var request = Requests.Of(model, "F16", 8192, KnownEngines.LlamaCpp) with { Parallelism = new(1, 4), Settings = new() { FlashAttention = true, UnifiedCache = true, ReservedOutputs = 1 } };
        var buffers = Requests.Estimate(request).Shares.Select(share => share.Compute.TotalGibibytes * 1024);
        Assert.All(buffers.Zip([first, others, others, others]), pair => Assert.Equal(pair.Second, pair.First, pair.Second * InThousand));
    }

    [Fact]
    public void Every_GPU_of_a_pipeline_but_the_last_leaves_the_head_out()
    {
        var request = Requests.Of("llama-3.1-8b", "Q4_K_M", 8192, KnownEngines.LlamaCpp) with { Parallelism = new(1, 4), Settings = new() { ReservedOutputs = 512 } };
        var shares = Requests.Estimate(request).Shares;
        Assert.All(shares[..3], share => Assert.True(share.Compute < shares[3].Compute));
    }

    private static double Compute(EstimateRequest request) => Requests.Estimate(request)[PartKind.ComputeBuffer].TotalGibibytes * 1024;
}
