using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Planning;
using VramBot.Core.Units;

namespace VramBot.Core.Tests.Planning;

/// <summary>Worksheets whose figures can be worked out by hand.</summary>
public sealed class CapacityPlannerTests
{
    // The second seed: 32 layers × 8,192 tokens × 2 × 8 KV heads × 128 × 2 bytes = 1 GiB, and 4 GiB with 32 KV heads; tensor-parallel ranks divide the heads; 8-bit elements take half.
    [Theory]
    [InlineData("llama-3.1-8b", 1, 7168, 1024, 1.0)]
    [InlineData("llama-2-7b", 1, 7168, 1024, 4.0)]
    [InlineData("llama-3.1-8b", 2, 7168, 1024, 0.5)]
    [InlineData("llama-3.1-8b", 1, 2048, 2048, 0.5)]
    [InlineData("llama-3.1-70b", 4, 7168, 1024, 0.625)] // 80 layers × 2 of 8 heads
    public void The_cache_of_a_sequence_is_that_of_the_seed(string model, int cards, long prompt, long output, double gibibytes)
    {
        var plan = Plans.Plan(Plans.Request(model, "bf16", KnownEngines.Vllm, "h100", cards, 4, (prompt, output, 1)));
        Assert.Equal(Bytes.FromGibibytes(gibibytes), plan.Pool.Replica.Classes[0].Size);
    }

    [Fact]
    public void A_mix_takes_its_shares_of_each_class()
    {
        var replica = Plans.Plan(Plans.Request("llama-3.1-8b", "bf16", KnownEngines.Vllm, "h100", 1, 4, (3072, 1024, 0.75), (7168, 1024, 0.25))).Pool.Replica;
        Assert.Equal(Bytes.FromGibibytes(0.625), replica.MeanSequence);
        Assert.Equal(replica.CacheRoom.Count / replica.MeanSequence.Count, replica.Sequences);
    }

    [Theory]
    [InlineData(40, 1.5, 60)]
    [InlineData(40, 1, 40)]
    [InlineData(1, 1, 1)]
    [InlineData(7, 1.5, 11)]
    [InlineData(10, 1.1, 11)]
    [InlineData(2.5, 1, 3)]
    public void The_peak_is_users_times_burst(double users, double burst, int peak) => Assert.Equal(peak, new Traffic([new("all", new(1), new(1), 1)], users, burst).Peak);

    [Fact]
    public void Replicas_are_the_peak_over_what_one_holds()
    {
        var pool = Plans.Plan(Plans.Request("llama-3.1-8b", "bf16", KnownEngines.Vllm, "h100", 1, 200, (7168, 1024, 1))).Pool;
        Assert.Equal((200 + pool.Replica.Sequences - 1) / pool.Replica.Sequences, pool.Replicas);
        Assert.InRange(pool.Replica.Sequences, 50, 60); // about 55 of the 79.6 GiB are left for caches of 1 GiB
        Assert.Equal((int)pool.Replica.Pool!.MaximumConcurrency, pool.Replica.Sequences);
    }

    [Theory]
    [InlineData(null, 1024)]
    [InlineData(64, 64)]
    public void The_engines_own_limit_bounds_short_sequences(int? limit, int held)
    {
        var asked = Plans.Request("llama-3.2-1b", "bf16", KnownEngines.Vllm, "h100", 1, 5000, (48, 16, 1));
        var replica = Plans.Plan(asked with { Request = asked.Request with { Settings = new() { MaxSequences = limit } } }).Pool.Replica;
        Assert.True(replica.IsLimited);
        Assert.Equal(held, replica.Sequences);
    }

    [Fact]
    public void A_headroom_is_vllms_own_switch()
    {
        var asked = Plans.Request("llama-3.1-8b", "bf16", KnownEngines.Vllm, "h100", 1, 10, (3072, 1024, 1));
        var (default_, replica) = (Plans.Plan(asked).Pool.Replica, Plans.Plan(asked with { Headroom = 0.2 }).Pool.Replica);
        Assert.Equal(0.8, replica.Estimate.Request.Settings.GpuMemoryUtilization!.Value, 9);
        Assert.Equal(default_.Gpu.Visible.Scale(0.92) - replica.Gpu.Visible.Scale(0.8), default_.CacheRoom - replica.CacheRoom);
    }

    [Theory]
    [InlineData("sglang")]
    [InlineData("tensorrt-llm")]
    [InlineData("lmdeploy")]
    public void On_other_engines_a_headroom_comes_off_the_pool(string engine)
    {
        var asked = Plans.Request("llama-3.1-8b", "bf16", KnownEngines.All.Find(engine)!, "h100", 1, 10, (3072, 1024, 1)) with { Headroom = 0.3 };
        var replica = Plans.Plan(asked).Pool.Replica;
        Assert.True(replica.Left >= replica.Gpu.Usable.Scale(0.3));
        Assert.True(replica.Sequences < Plans.Plan(asked with { Headroom = null }).Pool.Replica.Sequences);
    }

    [Fact]
    public void Llama_cpp_gets_as_many_slots_of_the_longest_length_as_leave_a_tenth_free()
    {
        var replica = Plans.Plan(Plans.Request("llama-3.1-8b", "Q4_K_M", KnownEngines.LlamaCpp, "4090", 1, 6, (1024, 512, 0.9), (7168, 1024, 0.1))).Pool.Replica;
        Assert.True(replica.HasSlots);
        Assert.Equal(Bytes.FromGibibytes(1), replica.MeanSequence);
        Assert.True(Total(replica.Sequences) <= replica.Gpu.Usable.Scale(0.9));
        Assert.True(Total(replica.Sequences + 1) > replica.Gpu.Usable.Scale(0.9));

        Bytes Total(int sequences) => Assert.IsType<Result<Estimate>.Ok>(Estimator.Estimate(replica.Estimate.Request with { Sequences = sequences })).Value.Total;
    }

    [Fact]
    public void Slots_that_were_said_are_all_there_are() =>
        Assert.Equal(4, Plans.Plan(Plans.Request("llama-3.1-8b", "Q4_K_M", KnownEngines.LlamaCpp, "4090", 1, 6, (1024, 512, 1)) with { Slots = 4 }).Pool.Replica.Sequences);

    // Two cards hold 131 GiB of weights and next to nothing else; with four there are fewer GPUs in all.
    [Fact]
    public void Cards_of_a_replica_are_as_many_as_need_the_fewest_in_all()
    {
        var asked = Plans.Request("llama-3.1-70b", "bf16", KnownEngines.Vllm, "h100", null, 60, (7168, 1024, 1));
        var plan = Plans.Plan(asked);
        Assert.Equal(4, plan.Pool.Replica.Count);
        Assert.Equal(2, plan.Smallest!.Replica.Count);
        foreach (var cards in new[] { 2, 4, 8 })
            Assert.True(plan.Pool.Gpus <= Plans.Plan(asked with { Cards = cards }).Pool.Gpus);
    }

    [Fact]
    public void Without_a_card_the_cheapest_is_taken()
    {
        var plan = Plans.Plan(Plans.Request("llama-3.1-70b", "bf16", KnownEngines.Vllm, null, null, 60, (7168, 1024, 1)));
        Assert.NotNull(plan.Pool.Cost);
        Assert.NotEmpty(plan.Others);
        Assert.All(plan.Others, other => Assert.True(other.Cost!.PerHourUsd >= plan.Pool.Cost.PerHourUsd));
        foreach (var gpu in new[] { "h100", "h200", "a100-sxm-80gb", "b200" })
            Assert.True(plan.Pool.Cost.PerHourUsd <= Plans.Plan(Plans.Request("llama-3.1-70b", "bf16", KnownEngines.Vllm, gpu, null, 60, (7168, 1024, 1))).Pool.Cost!.PerHourUsd);
    }

    [Fact]
    public void A_month_costs_730_hours_of_all_cards()
    {
        var pool = Plans.Plan(Plans.Request("llama-3.1-70b", "bf16", KnownEngines.Vllm, "h100", 4, 60, (7168, 1024, 1))).Pool;
        Assert.Equal(pool.Gpus * pool.Replica.Gpu.Rental!.OnDemandUsd, pool.Cost!.PerHourUsd);
        Assert.Equal(730 * pool.Cost.PerHourUsd, pool.Cost.PerMonthUsd);
    }

    // Slots are made for the longest: 19 of 20 requests waste theirs, so that two pools need fewer cards.
    [Fact]
    public void Long_requests_get_slots_of_their_own_where_that_needs_fewer_cards()
    {
        var plan = Plans.Plan(Plans.Request("llama-3.1-8b", "Q4_K_M", KnownEngines.LlamaCpp, "4090", 1, 60, (1024, 512, 0.95), (20000, 1000, 0.05)));
        Assert.True(plan.WantsSplit);
        Assert.True(plan.Split!.Gpus < plan.Pool.Gpus);
        Assert.Equal(57, plan.Split.Others!.Traffic.Peak);
        Assert.Equal(3, plan.Split.Apart!.Traffic.Peak);
    }

    [Theory]
    [InlineData(8192, 0.5, true)] // more than half of the cache
    [InlineData(8192, 0.05, true)] // four others
    [InlineData(4096, 0.2, false)]
    public void Two_pools_are_looked_at_where_one_class_decides(long longest, double share, bool considered)
    {
        var split = Plans.Plan(Plans.Request("llama-3.1-8b", "bf16", KnownEngines.Vllm, "h100", 1, 60, (1024, 1024, 1 - share), (longest - 1024, 1024, share))).Split!;
        Assert.Equal(longest / 2048.0, split.Displaces, 9);
        Assert.Equal(considered, split.IsConsidered);
    }

    [Fact]
    public void A_hybrid_that_would_not_start_gets_the_largest_max_num_seqs_that_lets_it()
    {
        var replica = Plans.Plan(Plans.Request("qwen3-next-80b", "bf16", KnownEngines.Vllm, "a100-sxm-80gb", 4, 4, (30720, 2048, 1))).Pool.Replica;
        Assert.Null(replica.Estimate.Refusal);
        Assert.True(replica.Sequences > 0);
    }

    [Fact]
    public void What_does_not_fit_on_eight_says_so() =>
        Assert.Equal(CapacityPlanner.TooSmall, Assert.IsType<Result<CapacityPlan>.Rejected>(CapacityPlanner.Of(Plans.Request("llama-3.1-405b", "bf16", KnownEngines.Vllm, "4090", null, 4, (1024, 512, 1)), Plans.Catalog)).Problems[0].Code);

    // 141 GB at 7 GB/s and 1 GB/s: 20 and 141 seconds.
    [Fact]
    public void A_cold_start_is_a_range()
    {
        var loading = Plans.Plan(Plans.Request("llama-3.1-70b", "bf16", KnownEngines.Vllm, "h100", 4, 4, (1024, 512, 1))).Loading;
        Assert.Equal(141, loading.Checkpoint.TotalGigabytes, 0);
        Assert.Equal(20.2, loading.ReadSeconds.Fastest, 1);
        Assert.Equal(141, loading.ReadSeconds.Slowest, 0);
        Assert.True(loading.Fastest < loading.Slowest);
        Assert.Equal(20_000_000_000, loading.LeastHost.Count);
    }
}
