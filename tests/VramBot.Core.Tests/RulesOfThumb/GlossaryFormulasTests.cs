using VramBot.Core.RulesOfThumb;
using VramBot.Core.Units;

namespace VramBot.Core.Tests.RulesOfThumb;

/// <summary>"Glossary / Glossário" against what it prints.</summary>
public sealed class GlossaryFormulasTests
{
    // "Scaling examples (7B model, FP16)": 2.1, 4.2, 8.4, 16.8 and 67.2 GB. They are those of its formula with a K of 1,000 tokens, but for the last, which is 32 × 2.1.
    [Theory]
    [InlineData(4, 2.1)]
    [InlineData(8, 4.2)]
    [InlineData(16, 8.4)]
    [InlineData(32, 16.8)]
    public void Its_caches_are_those_of_its_table_with_a_k_of_a_thousand(int kilo, double printed) => Printed.Agrees(printed, 1, GlossaryFormulas.Cache(32, 4096, new(kilo * 1000), 2));

    // With contexts as engines count them, 1,024 tokens a K, only the first of them is.
    [Theory]
    [InlineData(8, 4.2, 4.3)]
    [InlineData(16, 8.4, 8.6)]
    [InlineData(32, 16.8, 17.2)]
    [InlineData(128, 67.2, 68.7)]
    public void Its_caches_are_a_little_small_with_a_k_of_1024(int kilo, double printed, double formula) => Printed.Contradicts(printed, formula, 1, GlossaryFormulas.Cache(32, 4096, new(kilo * 1024), 2));

    [Fact]
    public void Its_cache_of_4k_is_right_either_way() => Printed.Agrees(2.1, 1, GlossaryFormulas.Cache(32, 4096, new(4096), 2));

    [Fact]
    public void Its_cache_of_128k_is_thirty_two_times_its_rounded_first() => Printed.Contradicts(67.2, 67.1, 1, GlossaryFormulas.Cache(32, 4096, new(128_000), 2));

    // "4K → 8K: +2.1 GB", "8K → 32K: +12.6 GB".
    [Theory]
    [InlineData(4, 8, 2.1)]
    [InlineData(8, 32, 12.6)]
    public void Its_steps_are_differences_of_its_formula(int from, int to, double printed) =>
        Printed.Agrees(printed, 1, GlossaryFormulas.Cache(32, 4096, new(to * 1000), 2) - GlossaryFormulas.Cache(32, 4096, new(from * 1000), 2));

    // "Total VRAM" of the same table: 18, 20, 24, 33 and 83 GB are the caches and 16 GB, for which it has no formula: 7B × 2 bytes are 14.
    [Theory]
    [InlineData(2.1, 18)]
    [InlineData(4.2, 20)]
    [InlineData(8.4, 24)]
    [InlineData(16.8, 33)]
    [InlineData(67.2, 83)]
    public void Its_totals_are_its_caches_and_sixteen_gigabytes(double cache, double printed) => Assert.Equal(printed, Math.Round(16 + cache));

    // "FP32 KV: 4 bytes", "FP16/BF16 KV: 2", "INT8 KV: 1", "FP8 KV: 1".
    [Theory]
    [InlineData(4, 4.3)]
    [InlineData(2, 2.1)]
    [InlineData(1, 1.1)]
    public void Its_precisions_scale_the_cache(double bytes, double gigabytes) => Printed.Agrees(gigabytes, 1, GlossaryFormulas.Cache(32, 4096, new(4096), bytes));

    // "Rank 8-16: ~0.5-1 GB", "Rank 32-64: ~1-2 GB", each adapter.
    [Theory]
    [InlineData(8, 1, 0.5, 1)]
    [InlineData(16, 1, 0.5, 1)]
    [InlineData(32, 1, 1, 2)]
    [InlineData(64, 1, 1, 2)]
    [InlineData(8, 4, 2, 4)]
    public void Its_adapters_are_ranges_by_rank(int rank, int count, double least, double most)
    {
        var range = GlossaryFormulas.Adapters(rank, count);
        Printed.Agrees(least, 1, range.Least);
        Printed.Agrees(most, 1, range.Most);
    }

    // "Draft model overhead: +30-50 %", "typical draft size: 10-20 % of target model parameters", "a 7B draft model with a 70B target". A draft of a tenth of the parameters has a tenth of the weights: the two
    // sentences do not go together.
    [Fact]
    public void Its_draft_takes_three_to_five_tenths_where_its_parameters_are_one()
    {
        var target = MemoryMath.Weights(new(70_000_000_000), 2);
        var range = GlossaryFormulas.Draft(target);
        Printed.Agrees(42, 0, range.Least);
        Printed.Agrees(70, 0, range.Most);
        Printed.Agrees(14, 0, MemoryMath.Weights(new(7_000_000_000), 2));
    }

    [Fact]
    public void Its_shares_are_those_that_it_names()
    {
        var whole = Bytes.FromBytes(100_000_000_000);
        Assert.Equal((10, 15), Ends(GlossaryFormulas.Verification(whole)));
        Assert.Equal((70, 90), Ends(GlossaryFormulas.OtherEngines(whole)));
        Assert.Equal((80, 90), Ends(GlossaryFormulas.Paged(whole)));
        Assert.Equal((70, 85), Ends(GlossaryFormulas.Paged(whole, isAggressive: true)));
    }

    private static (double Least, double Most) Ends(ByteRange range) => (Printed.Gigabytes(range.Least, 0), Printed.Gigabytes(range.Most, 0));
}
