using FsCheck;
using FsCheck.Fluent;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.LlamaCpp;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;
using VramBot.Core.Tests.Estimation;
using VramBot.Testing;

namespace VramBot.Core.Tests.Fitting;

public sealed class HostOffloadLimitTests
{
    private static readonly Gen<(EstimateRequest Request, Gpu Gpu, int Count)> AnyRequest =
        from model in Gen.Elements(ShippedCatalogs.Catalog.Models.All.Where(model => model.Network is not null).ToArray())
        from engine in Gen.Elements(KnownEngines.LlamaCpp, KnownEngines.Ollama, KnownEngines.KoboldCpp)
        from format in Gen.Elements("Q8_0", "Q6_K", "Q4_K_M", "IQ3_XXS")
        from context in Gen.Choose(1, 131_072)
        from users in Gen.Choose(1, 8)
        from gpu in Gen.Elements(ShippedCatalogs.Catalog.Gpus.All.Where(gpu => !gpu.IsUnified).ToArray())
        from count in Gen.Elements(1, 1, 2, 4)
        select (Requests.Of(model.Id, format, context, engine) with { Sequences = users }, gpu, count);

    [Fact]
    public void What_is_found_fits_and_one_layer_more_on_the_gpu_does_not() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(AnyRequest.ToArbitrary(), asked => IsLeast(asked.Request, asked.Gpu, asked.Count)));

    [Theory]
    [InlineData("llama-3.3-70b", "4090", 1, false)]
    [InlineData("qwen3-30b-a3b", "3060-12gb", 1, true)]
    [InlineData("gpt-oss-120b", "3090", 2, true)]
    public void Experts_go_first_where_there_are_any(string model, string gpu, int count, bool experts)
    {
        var found = HostOffloadLimit.Least(Requests.Of(model, "Q4_K_M", 4096, KnownEngines.LlamaCpp), Rig.Of(Card(gpu), count));
        Assert.NotNull(found);
        Assert.Equal(experts, found.ExpertLayers > 0);
        Assert.Equal(!experts, found.Layers > 0);
    }

    [Fact]
    public void Ollama_moves_whole_layers() =>
        Assert.Equal(0, HostOffloadLimit.Least(Requests.Of("qwen3-30b-a3b", "Q4_K_M", 4096, KnownEngines.Ollama), Rig.Of(Card("3060-12gb")))?.ExpertLayers);

    [Fact]
    public void What_fits_as_it_is_stays_on_the_gpu() => Assert.Null(HostOffloadLimit.Least(Requests.Of("qwen3-8b", "Q4_K_M", 4096, KnownEngines.LlamaCpp), Rig.Of(Card("4090"))));

    [Fact]
    public void Where_nothing_helps_it_is_every_layer() =>
        Assert.Equal(61, HostOffloadLimit.Least(Requests.Of("deepseek-v3", "Q8_0", 4096, KnownEngines.LlamaCpp), Rig.Of(Card("gtx-1650")))?.Layers);

    private static bool IsLeast(EstimateRequest request, Gpu gpu, int count)
    {
        var layers = request.Model.Network!.Layers.Length;
        var found = HostOffloadLimit.Least(request, Rig.Of(gpu, count));
        if (Verdict(null) is not { } whole)
            return true;
        if (found is null)
            return whole != FitVerdict.DoesNotFit;
        if (Verdict(found) is not { } verdict || whole == FitVerdict.Fits)
            return false;
        if (verdict == FitVerdict.DoesNotFit)
            return found == new HostOffload(layers, 0) && whole == FitVerdict.DoesNotFit;
        var more = found.ExpertLayers > 0 ? new HostOffload(0, Math.Min(found.ExpertLayers, layers) - 1) : new HostOffload(found.Layers - 1, 0);
        return Verdict(more) > verdict;

        FitVerdict? Verdict(HostOffload? offload) =>
            FitFinder.Find(request with { Settings = offload?.Apply(request.Settings, request.Engine, layers) ?? request.Settings }, gpu, count) is Result<GpuFit>.Ok { Value.Verdict: var judged } ? judged : null;
    }

    private static Gpu Card(string gpu) => ShippedCatalogs.Catalog.Gpus.Find(gpu) ?? throw new InvalidOperationException(gpu);
}
