using FsCheck;
using FsCheck.Fluent;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Formats;
using VramBot.Core.Units;
using VramBot.Testing;

namespace VramBot.Core.Tests.Estimation;

/// <summary>What holds for every model of the catalog, on every engine.</summary>
public sealed class EstimateProperties
{
    private static readonly Config TenThousand = Config.QuickThrowOnFailure.WithMaxTest(10_000);

    private static readonly Gen<EngineSettings> AnySettings =
        from layers in Gen.Choose(0, 60)
        from experts in Gen.Choose(0, 60)
        from flash in Gen.Elements<bool?>(true, false, null)
        from rows in Gen.Elements(true, false, false)
        from micro in Gen.Elements<int?>(null, 1, 512, 4096)
        from eager in Gen.Elements(true, false)
        from sequences in Gen.Elements<int?>(null, 1, 64)
        select new EngineSettings
        {
            GpuLayers = layers > 40 ? null : layers,
            HostExpertLayers = experts > 40 ? 0 : experts,
            FlashAttention = flash,
            RowSplit = rows,
            MicroBatch = micro,
            EnforceEager = eager,
            MaxSequences = sequences,
        };

    private static readonly Gen<EstimateRequest> AnyRequest =
        from model in Gen.Elements(ShippedCatalogs.Catalog.Models.All.Where(model => model.Network is not null).ToArray())
        from engine in Gen.Elements(KnownEngines.All.All.ToArray())
        from format in Gen.Elements(ShippedCatalogs.Catalog.WeightFormats.All.ToArray())
        from cache in Gen.Elements(ShippedCatalogs.Catalog.CacheFormats.All.ToArray())
        from context in Gen.Choose(1, 300_000)
        from users in Gen.Choose(1, 300)
        from ranks in Gen.Elements(1, 2, 4, 8)
        from gpu in Gen.Elements(ShippedCatalogs.Catalog.Gpus.All.ToArray())
        from settings in AnySettings
        select new EstimateRequest
        {
            Model = model,
            Weights = format,
            Keys = cache,
            Values = cache,
            Context = new TokenCount(context),
            Sequences = users,
            Engine = engine.At(),
            Gpu = gpu,
            Settings = settings,
            Parallelism = engine.RunsGguf || engine.Kind == EngineKind.Transformers ? new(1, ranks) : new(ranks, 1),
        };

    /// <summary>With layers in host memory the copies of their matrices share the compute buffer, where a larger one may find the better hole.</summary>
    private static readonly Gen<EstimateRequest> AllOnGpus = AnyRequest.Where(request => request.Settings is { GpuLayers: null, HostExpertLayers: 0 });

    [Fact]
    public void An_answer_lies_in_its_band_and_is_the_sum_of_its_parts() => Check.One(TenThousand, Prop.ForAll(AnyRequest.ToArbitrary(), request =>
        Answered(request) is not { } estimate
        || (estimate.Low <= estimate.Total && estimate.Total <= estimate.High && estimate.Total.Count == estimate.Parts.Sum(part => part.Size.Count)
            && estimate.Parts.All(part => part.Size >= Bytes.Zero))));

    [Fact]
    public void More_context_never_needs_less() => Check.One(TenThousand, Prop.ForAll(AllOnGpus.ToArbitrary(), request =>
        NeverLess(Answered(request), Answered(request with { Context = new(request.Context.Count * 2) }))));

    [Fact]
    public void More_users_never_need_less() => Check.One(TenThousand, Prop.ForAll(AllOnGpus.ToArbitrary(), request =>
        NeverLess(Answered(request), Answered(request with { Sequences = request.Sequences + 1 }))));

    [Fact]
    public void Sixteen_bit_weights_never_need_less_than_eight() => Check.One(TenThousand, Prop.ForAll(AllOnGpus.ToArbitrary(), request =>
        NeverLess(Answered(request with { Weights = Format("Q8_0") }), Answered(request with { Weights = Format("bf16") }))));

    [Fact]
    public void The_same_request_gets_the_same_answer() => Check.One(TenThousand, Prop.ForAll(AnyRequest.ToArbitrary(), request =>
        Answered(request)?.Total == Answered(request)?.Total));

    private static Property NeverLess(Estimate? less, Estimate? more) =>
        (less is null || more is null || less.Total <= more.Total).Label($"{Sizes(less)}\n{Sizes(more)}");

    private static string Sizes(Estimate? estimate) => estimate is null ? "refused" : string.Join(", ", estimate.Parts.Select(part => $"{part.Kind} {part.Size}"));

    private static WeightFormat Format(string name) => ShippedCatalogs.Catalog.WeightFormats.Find(name)!;

    private static Estimate? Answered(EstimateRequest request) => Estimator.Estimate(request) is Result<Estimate>.Ok ok ? ok.Value : null;
}
