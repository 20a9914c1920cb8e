using FsCheck;
using FsCheck.Fluent;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;
using VramBot.Core.Tests.Estimation;
using VramBot.Core.Units;
using VramBot.Testing;

namespace VramBot.Core.Tests.Fitting;

public sealed class MixedCardsTests
{
    private static readonly Gpu[] Cards = [.. ShippedCatalogs.Catalog.Gpus.All.Where(gpu => gpu is { Vendor: GpuVendor.Nvidia, IsUnified: false, IsLaptop: false, ComputeCapability: >= 7 })];

    private static readonly Gen<(EstimateRequest Request, Rig Rig)> AnyMix =
        from model in Gen.Elements("llama-3.1-8b", "qwen3-32b", "llama-3.3-70b", "gpt-oss-120b", "qwen3-30b-a3b")
        from format in Gen.Elements("Q8_0", "Q4_K_M", "IQ3_XXS")
        from context in Gen.Choose(512, 32_768)
        from count in Gen.Choose(2, 4)
        from cards in Gen.Elements(Cards).ListOf(count)
        select (Requests.Of(model, format, context, KnownEngines.LlamaCpp), Rig.Of([.. cards]));

    [Fact]
    public void Layers_go_by_memory_and_each_card_is_judged_by_itself()
    {
        var fit = Find(Requests.Of("qwen3-32b", "Q6_K", 16_384, KnownEngines.LlamaCpp), "4090", "3060-12gb");
        Assert.Equal(FitVerdict.Fits, fit.Verdict);
        Assert.Equal([44, 21], fit.Estimate.Request.Settings.TensorSplit);
        Assert.All(fit.Loads, load => Assert.True(load.Total < load.Gpu.Usable));
        Assert.Equal(FitVerdict.DoesNotFit, FitFinder.Find(fit.Estimate.Request with { Parallelism = Parallelism.OneGpu }, Card("4090"), 1) is Result<GpuFit>.Ok alone ? alone.Value.Verdict : FitVerdict.DoesNotFit);
    }

    [Fact]
    public void The_order_of_the_cards_is_kept()
    {
        var fit = Find(Requests.Of("qwen3-32b", "Q6_K", 16_384, KnownEngines.LlamaCpp), "3060-12gb", "4090");
        Assert.Equal(["rtx-3060-12gb", "rtx-4090"], fit.Loads.Select(load => load.Gpu.Id));
        Assert.True(fit.Loads[0].Total < fit.Loads[1].Total);
    }

    [Fact]
    public void A_split_by_hand_stays()
    {
        var request = Requests.Of("qwen3-8b", "Q4_K_M", 4096, KnownEngines.LlamaCpp);
        Assert.Equal([1, 3], Find(request with { Settings = request.Settings with { TensorSplit = [1, 3] } }, "4090", "3060-12gb").Estimate.Request.Settings.TensorSplit);
    }

    [Fact]
    public void No_split_has_more_room_than_what_is_found_when_it_is_tight() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(150),
        Prop.ForAll(AnyMix.ToArbitrary(), asked =>
        {
            if (FitFinder.Find(asked.Request, asked.Rig) is not Result<GpuFit>.Ok { Value: { Loads.Length: > 1, Verdict: not FitVerdict.Fits } fit })
                return true;
            var split = fit.Estimate.Request.Settings.TensorSplit;
            for (var from = 0; from < split.Length; from++)
                for (var to = 0; to < split.Length; to++)
                    if (from != to && split[from] > 0 && FreeOf(split.SetItem(from, split[from] - 1).SetItem(to, split[to] + 1)) > fit.Free && IsTightest(from))
                        return false;
            return true;

            bool IsTightest(int card) => fit.Loads[card].Free == fit.Free && fit.Loads.Count(load => load.Free == fit.Free) == 1;

            Bytes FreeOf(System.Collections.Immutable.ImmutableArray<double> other) =>
                FitFinder.Find(asked.Request with { Settings = asked.Request.Settings with { TensorSplit = other } }, asked.Rig) is Result<GpuFit>.Ok moved ? moved.Value.Free : fit.Free;
        }));

    [Fact]
    public void Cards_of_one_kind_are_no_mix() => Assert.False(Rig.Of([Card("3090"), Card("3090")]).IsMixed);

    [Theory]
    [InlineData("vllm", "4090", "3060-12gb")]
    [InlineData("transformers", "4090", "3060-12gb")]
    public void Engines_that_put_as_much_on_every_card_count_with_the_smallest(string engine, string first, string second)
    {
        var request = Requests.Of("qwen3-8b", "bf16", 4096, KnownEngines.All.Find(engine)!);
        Assert.Equal(Assert.IsType<Result<GpuFit>.Ok>(FitFinder.Find(request, Card(second), 2)).Value.Free, Find(request, first, second).Free);
    }

    // Two RTX 3090 can be bridged, a 3090 and a 4090 cannot; the older one's kernels are those that both have.
    [Fact]
    public void What_not_all_cards_have_none_of_them_uses()
    {
        var rig = Rig.Of([Card("4090"), Card("3090")]);
        Assert.Equal(8.6, rig.Gpu.ComputeCapability);
        Assert.False(rig.Gpu.HasNvlink);
        Assert.False(rig.Gpu.HasFp8);
        Assert.Equal(Card("4090").Usable, rig.Gpu.Usable);
    }

    [Theory]
    [InlineData("llama.cpp", "4090", "m2-ultra", "gpu.alone")]
    [InlineData("vllm", "4090", "7900-xtx", "gpu.vendors")]
    [InlineData("vllm", "4090", "gtx-1080-ti", "gpu.engine")]
    public void Cards_that_cannot_work_together_are_refused(string engine, string first, string second, string code)
    {
        var format = engine == "vllm" ? "bf16" : "Q4_K_M";
        var rejected = Assert.IsType<Result<GpuFit>.Rejected>(FitFinder.Find(Requests.Of("qwen3-8b", format, 4096, KnownEngines.All.Find(engine)!), Rig.Of([Card(first), Card(second)])));
        Assert.Equal(code, rejected.Problems[0].Code);
    }

    [Fact]
    public void What_the_desktop_has_is_taken_off_the_first_card()
    {
        var rig = Rig.Of(Card("3090"), 2).Beside(Bytes.FromGibibytes(1.5));
        Assert.Equal(Card("3090").Usable - Bytes.FromGibibytes(1.5), rig.Cards.First().Usable);
        Assert.Equal(Card("3090").Usable, rig.Cards.Last().Usable);
        Assert.Equal("2xrtx-3090", rig.ToString());
    }

    // vLLM 0.24 asks for 0.92 of the whole card to be free at the start: 22.1 of 24 GiB.
    [Theory]
    [InlineData(0.5, false)]
    [InlineData(4, true)]
    public void Vllm_does_not_start_where_other_programs_reach_into_its_budget(double gibibytes, bool refuses)
    {
        var request = Requests.Of("llama-3.1-8b", "bf16", 4096, KnownEngines.Vllm);
        var fit = Assert.IsType<Result<GpuFit>.Ok>(FitFinder.Find(request, Rig.Of(Card("3090")).Beside(Bytes.FromGibibytes(gibibytes)))).Value;
        Assert.Equal(refuses, fit.Estimate.Refusal is not null);
        Assert.Equal(FitVerdict.Fits, fit.Verdict);
    }

    private static GpuFit Find(EstimateRequest request, params string[] cards) => Assert.IsType<Result<GpuFit>.Ok>(FitFinder.Find(request, Rig.Of([.. cards.Select(Card)]))).Value;

    private static Gpu Card(string gpu) => ShippedCatalogs.Catalog.Gpus.Find(gpu) ?? throw new InvalidOperationException(gpu);
}
