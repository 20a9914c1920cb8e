using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;
using VramBot.Core.Tests.Estimation;
using VramBot.Core.Units;
using VramBot.Testing;

namespace VramBot.Core.Tests.Fitting;

public sealed class FitFinderTests
{
    private static readonly EstimateRequest Mixtral = Requests.Of("mixtral-8x7b", "int4", 4096, KnownEngines.Vllm);

    [Theory]
    [InlineData("4090", FitVerdict.DoesNotFit)]
    [InlineData("5090", FitVerdict.Fits)]
    [InlineData("h100", FitVerdict.Fits)]
    public void Mixtral_in_four_bits_needs_more_than_24_gigabytes(string gpu, FitVerdict verdict) => Assert.Equal(verdict, Find(Mixtral, gpu, 1).Verdict);

    [Fact]
    public void Two_cards_share_it() => Assert.Equal(FitVerdict.Fits, Find(Mixtral, "3090", 2).Verdict);

    [Fact]
    public void Every_card_gets_the_fewest_that_hold_it()
    {
        foreach (var fit in FitFinder.FindAll(Mixtral, ShippedCatalogs.Catalog.Gpus.All).Where(fit => fit is { Count: > 1, Verdict: not FitVerdict.DoesNotFit }))
            Assert.Equal(FitVerdict.DoesNotFit, Find(Mixtral, fit.Gpu.Id, fit.Count / 2).Verdict);
    }

    [Fact]
    public void The_list_says_the_same_as_asking_card_by_card()
    {
        foreach (var request in new[] { Mixtral, Requests.Of("llama-3.1-8b", "Q4_K_M", 8192, KnownEngines.LlamaCpp), Requests.Of("gpt-oss-120b", "mxfp4", 8192, KnownEngines.Vllm) })
            foreach (var fit in FitFinder.FindAll(request, ShippedCatalogs.Catalog.Gpus.All))
                Assert.Equal(Find(request, fit.Gpu.Id, fit.Count).Estimate.Total, fit.Estimate.Total);
    }

    // Every model of the catalog, with and without a part of it in host memory: what is passed over without a replay does not fit by the estimate either.
    [Theory]
    [InlineData("3060-12gb", 1, 4096, 0)]
    [InlineData("3090", 2, 32_768, 0)]
    [InlineData("4090", 1, 4096, 12)]
    [InlineData("m3-max-64gb", 1, 65_536, 0)]
    public void What_may_not_hold_does_not(string gpu, int count, long context, int hostExperts)
    {
        var rig = Rig.Of(ShippedCatalogs.Catalog.Gpus.Find(gpu)!, count);
        foreach (var model in ShippedCatalogs.Catalog.Models.All.Where(model => model.Network is not null))
        {
            var request = Requests.Of(model.Id, "Q4_K_M", context, KnownEngines.LlamaCpp) with { Settings = EngineSettings.Default with { HostExpertLayers = hostExperts } };
            if (!FitFinder.MayHold(request, rig) && FitFinder.Find(request, rig) is Result<GpuFit>.Ok { Value: var fit })
                Assert.Equal(FitVerdict.DoesNotFit, fit.Verdict);
        }
    }

    [Theory]
    [InlineData("llama-3.1-8b", "bf16", "4090")]
    [InlineData("qwen3-32b", "awq", "5090")]
    [InlineData("gemma-3-12b", "bf16", "l40s")]
    public void The_longest_context_fits_and_one_token_more_does_not(string model, string format, string gpu)
    {
        var fit = Find(Requests.Of(model, format, 4096, KnownEngines.Vllm), gpu, 1);
        var longest = FitFinder.MaxContext(fit)!.Value;
        Assert.NotEqual(FitVerdict.DoesNotFit, Find(fit.Estimate.Request with { Context = longest }, gpu, 1).Verdict);
        if (longest < fit.Estimate.Request.Model.MaxContext)
            Assert.Equal(FitVerdict.DoesNotFit, Find(fit.Estimate.Request with { Context = new TokenCount(longest.Count + 1) }, gpu, 1).Verdict);
    }

    [Fact]
    public void An_engine_is_not_offered_on_cards_it_does_not_run_on()
    {
        Assert.DoesNotContain(FitFinder.FindAll(Mixtral, ShippedCatalogs.Catalog.Gpus.All), fit => fit.Gpu.Vendor == GpuVendor.Apple);
        Assert.IsType<Result<GpuFit>.Rejected>(FitFinder.Find(Mixtral, ShippedCatalogs.Catalog.Gpus.All.First(gpu => gpu.Vendor == GpuVendor.Apple), 1));
    }

    private static GpuFit Find(EstimateRequest request, string gpu, int count) =>
        Assert.IsType<Result<GpuFit>.Ok>(FitFinder.Find(request with { Parallelism = Parallelism.OneGpu }, ShippedCatalogs.Catalog.Gpus.Find(gpu)!, count)).Value;
}
