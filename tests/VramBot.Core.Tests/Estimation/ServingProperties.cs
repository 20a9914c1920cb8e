using FsCheck;
using FsCheck.Fluent;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Gpus;
using VramBot.Core.Units;
using VramBot.Testing;

namespace VramBot.Core.Tests.Estimation;

/// <summary>What holds on the serving engines for every model, format, release and way to spread it.</summary>
public sealed class ServingProperties
{
    private static readonly Config Thousands = Config.QuickThrowOnFailure.WithMaxTest(5_000);

    private static readonly EngineRelease[] Releases =
    [
        .. new[] { (0, 4), (0, 6), (0, 7), (0, 8), (0, 10), (0, 11), (0, 14), (0, 16), (0, 17), (0, 19), (0, 21), (0, 24) }.Select(at => KnownEngines.Vllm.At(new(at.Item1, at.Item2))),
        KnownEngines.Sglang.At(new(0, 4, 3)),
        KnownEngines.Sglang.At(),
        KnownEngines.TensorRtLlm.At(),
        KnownEngines.LmDeploy.At(),
    ];

    private static readonly Gen<Parallelism> AnySpread =
        from tensor in Gen.Elements(1, 2, 4, 8, 16)
        from pipeline in Gen.Elements(1, 1, 2, 3, 4)
        from groups in Gen.Elements(1, 1, 2)
        from copies in Gen.Elements(1, 1, 2, 4)
        select new Parallelism(tensor, pipeline) { AttentionGroups = Math.Min(groups, tensor), Copies = copies };

    private static readonly Gen<EngineSettings> AnySettings =
        from sequences in Gen.Elements<int?>(null, 1, 2, 7, 128, 1024)
        from tokens in Gen.Elements<int?>(null, 512, 2048, 16384)
        from eager in Gen.Elements(true, false)
        from next in Gen.Elements(true, false)
        from whole in Gen.Elements(true, false)
        select new EngineSettings { MaxSequences = sequences, MaxBatchedTokens = tokens, EnforceEager = eager, NextTokenLayers = next, ExpertParallel = whole };

    private static readonly Gen<EstimateRequest> AnyRequest =
        from model in Gen.Elements(ShippedCatalogs.Catalog.Models.All.Where(model => model.Network is not null).ToArray())
        from release in Gen.Elements(Releases)
        from format in Gen.Elements(ShippedCatalogs.Catalog.WeightFormats.All.ToArray())
        from cache in Gen.Elements(ShippedCatalogs.Catalog.CacheFormats.All.ToArray())
        from context in Gen.Choose(1, 300_000)
        from users in Gen.Choose(1, 300)
        from spread in AnySpread
        from settings in AnySettings
        from adapters in Gen.Elements(null, new ServedAdapters(2, 64))
        from gpu in Gen.Elements<Gpu?>([null, .. ShippedCatalogs.Catalog.Gpus.All])
        select new EstimateRequest
        {
            Model = model,
            Weights = format,
            Keys = cache,
            Values = cache,
            Context = new TokenCount(context),
            Sequences = users,
            Engine = release,
            Gpu = gpu,
            Parallelism = spread,
            Settings = settings,
            Adapters = adapters,
        };

    [Fact]
    public void Parts_are_never_negative_and_sum_to_the_total() => Check.One(Thousands, Prop.ForAll(AnyRequest.ToArbitrary(), request =>
        Answered(request) is not { } estimate
        || (estimate.Parts.All(part => part.Size >= Bytes.Zero) && estimate.Total.Count == estimate.Parts.Sum(part => part.Size.Count)
            && estimate.Low <= estimate.Total && estimate.Total <= estimate.High && estimate.CachePerToken >= Bytes.Zero)));

    [Fact]
    public void A_longer_context_never_needs_less() => Check.One(Thousands, Prop.ForAll(AnyRequest.ToArbitrary(), request =>
        !(Answered(request) is { } less && Answered(request with { Context = new(request.Context.Count * 2) }) is { } more) || less[PartKind.Cache] <= more[PartKind.Cache]));

    [Fact]
    public void A_larger_share_of_the_card_never_makes_a_smaller_pool() => Check.One(Thousands, Prop.ForAll(AnyRequest.ToArbitrary(), request =>
        !(Answered(At(request, 0.5)) is { Pool: { } small } && Answered(At(request, 0.9)) is { Pool: { } large })
        || (small.Size <= large.Size && small.Tokens <= large.Tokens && small.MaximumConcurrency <= large.MaximumConcurrency)));

    [Fact]
    public void The_ranks_together_hold_at_least_the_whole_model() => Check.One(Thousands, Prop.ForAll(AnyRequest.ToArbitrary(), request =>
    {
        var spread = request.Parallelism with { Pipeline = 1 };
        return !(Answered(request with { Parallelism = Parallelism.OneGpu }) is { } whole && Answered(request with { Parallelism = spread }) is { } rank)
            || spread.Gpus * (rank[PartKind.Weights].TotalGibibytes + SegmentsRest) >= whole[PartKind.Weights].TotalGibibytes;
    }));

    [Fact]
    public void More_ranks_never_hold_more_each() => Check.One(Thousands, Prop.ForAll(AnyRequest.ToArbitrary(), request =>
    {
        var (few, many) = (request.Parallelism with { AttentionGroups = 1 }, request.Parallelism with { AttentionGroups = 1, Tensor = request.Parallelism.Tensor * 2 });
        return !(Answered(request with { Parallelism = few }) is { } large && Answered(request with { Parallelism = many }) is { } small)
            || small[PartKind.Weights].TotalGibibytes <= large[PartKind.Weights].TotalGibibytes + SegmentsRest;
    }));

    [Fact]
    public void A_stages_share_is_no_larger_than_the_fullest() => Check.One(Thousands, Prop.ForAll(AnyRequest.ToArbitrary(), request =>
        Answered(request) is not { } estimate || estimate.Shares.All(share => share.Weights <= estimate[PartKind.Weights] && share.Compute <= estimate[PartKind.Activations])));

    /// <summary>The unused rest of torch's segments differs from one order of tensors to the next.</summary>
    private const double SegmentsRest = 0.25;

    private static EstimateRequest At(EstimateRequest request, double share) => request with
    {
        Settings = request.Settings with { GpuMemoryUtilization = share, StaticMemoryFraction = share, FreeMemoryFraction = share },
    };

    private static Estimate? Answered(EstimateRequest request) => Estimator.Estimate(request) is Result<Estimate>.Ok ok ? ok.Value : null;
}
