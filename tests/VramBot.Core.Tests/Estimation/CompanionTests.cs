using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Units;

namespace VramBot.Core.Tests.Estimation;

/// <summary>What is loaded beside a model: drafts and adapters.</summary>
public sealed class CompanionTests
{
    // 41,943,040 trainable parameters, as PEFT prints for Llama-3.1-8B with rank 16 on all linear layers.
    [Theory]
    [InlineData(1, 16, 41_943_040L)]
    [InlineData(4, 16, 4 * 41_943_040L)]
    [InlineData(1, 64, 4 * 41_943_040L)]
    public void Adapters_have_the_parameters_that_peft_prints(int count, int rank, long parameters)
    {
        var estimate = Requests.Estimate(Requests.Of("llama-3.1-8b", "bf16", 4096, KnownEngines.Transformers) with { Adapters = new(count, rank) });
        Assert.Equal(2 * parameters, estimate[PartKind.Adapters].Count);
    }

    [Fact]
    public void Tensor_parallel_ranks_share_one_side_of_each_adapter()
    {
        var request = Requests.Of("llama-3.1-8b", "bf16", 4096, KnownEngines.Vllm) with { Adapters = new(1, 16), Parallelism = new(2, 1) };
        const long PerLayer = 16 * ((4096 + 2048) + (2 * (4096 + 512)) + (2048 + 4096) + (2 * (4096 + 7168)) + (7168 + 4096));
        Assert.Equal(2 * 32 * PerLayer, Requests.Estimate(request)[PartKind.Adapters].Count);
    }

    [Fact]
    public void A_draft_of_llama_cpp_brings_its_weights_its_cache_and_its_compute_buffer()
    {
        var request = Requests.Of("llama-3.1-8b", "Q4_K_M", 8192, KnownEngines.LlamaCpp);
        var draft = Requests.Estimate(Requests.Of("llama-3.2-1b", "Q4_K_M", 8192, KnownEngines.LlamaCpp));
        var both = Requests.Estimate(request with { Draft = new(Requests.Model("llama-3.2-1b")) });
        Assert.Equal(draft[PartKind.Weights] + draft[PartKind.Cache] + draft[PartKind.ComputeBuffer], both[PartKind.Draft]);
        Assert.Equal(Requests.Estimate(request).Total + both[PartKind.Draft], both.Total);
        Assert.Empty(both.Notes);
    }

    [Fact]
    public void A_draft_leaves_vllm_a_smaller_pool_for_both_caches()
    {
        var request = Requests.Of("llama-3.1-8b", "bf16", 8192, KnownEngines.Vllm) with { Gpu = VramBot.Testing.ShippedCatalogs.Catalog.Gpus.Find("l40s")! };
        var alone = Requests.Estimate(request);
        var both = Requests.Estimate(request with { Draft = new(Requests.Model("llama-3.2-1b")) });
        Assert.Equal(alone.CachePerToken + Bytes.FromBytes(16 * 8 * 64 * 2 * 2), both.CachePerToken);
        Assert.InRange(both.Pool!.Tokens.Count, (long)(0.6 * alone.Pool!.Tokens.Count), (long)(0.8 * alone.Pool.Tokens.Count));
        Assert.Equal(alone.Takes, both.Takes);
    }

    [Fact]
    public void A_draft_whose_heads_cannot_be_split_lies_whole_on_each_rank()
    {
        var request = Requests.Of("llama-3.3-70b", "bf16", 4096, KnownEngines.Vllm) with { Parallelism = new(8, 1) };
        var both = Requests.Estimate(request with { Draft = new(Requests.Model("qwen2.5-0.5b")) });
        Assert.True(both[PartKind.Draft].TotalGibibytes > 0.9);
        Assert.Contains(both.Notes, note => note.Contains("different vocabularies", StringComparison.Ordinal));
    }

    [Fact]
    public void A_draft_without_a_published_shape_is_refused()
    {
        var request = Requests.Of("llama-3.1-8b", "bf16", 4096, KnownEngines.Vllm);
        var unknown = Requests.Model("llama-3.2-1b") with { Network = null };
        Assert.IsType<Result<Estimate>.Rejected>(Estimator.Estimate(request with { Draft = new(unknown) }));
    }
}
