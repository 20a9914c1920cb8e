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

    private static readonly Gen<EstimateRequest> AnyRequest =
        from model in Gen.Elements(ShippedCatalogs.Catalog.Models.All.Where(model => model.Network is not null).ToArray())
        from engine in Gen.Elements(KnownEngines.Vllm, KnownEngines.LlamaCpp, KnownEngines.Ollama, KnownEngines.Transformers, KnownEngines.Sglang)
        from format in Gen.Elements(ShippedCatalogs.Catalog.WeightFormats.All.ToArray())
        from cache in Gen.Elements(ShippedCatalogs.Catalog.CacheFormats.All.ToArray())
        from context in Gen.Choose(1, 300_000)
        from users in Gen.Choose(1, 300)
        from ranks in Gen.Elements(1, 2, 4, 8)
        from gpu in Gen.Elements(ShippedCatalogs.Catalog.Gpus.All.ToArray())
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
            Parallelism = engine.Kind is EngineKind.Vllm or EngineKind.Sglang ? new(ranks, 1) : new(1, ranks),
        };

    [Fact]
    public void An_answer_lies_in_its_band_and_is_the_sum_of_its_parts() => Check.One(TenThousand, Prop.ForAll(AnyRequest.ToArbitrary(), request =>
        Answered(request) is not { } estimate
        || (estimate.Low <= estimate.Total && estimate.Total <= estimate.High && estimate.Total.Count == estimate.Parts.Sum(part => part.Size.Count)
            && estimate.Parts.All(part => part.Size >= Bytes.Zero))));

    [Fact]
    public void More_context_never_needs_less() => Check.One(TenThousand, Prop.ForAll(AnyRequest.ToArbitrary(), request =>
        !(Answered(request) is { } less && Answered(request with { Context = new(request.Context.Count * 2) }) is { } more) || less.Total <= more.Total));

    [Fact]
    public void More_users_never_need_less() => Check.One(TenThousand, Prop.ForAll(AnyRequest.ToArbitrary(), request =>
        !(Answered(request) is { } less && Answered(request with { Sequences = request.Sequences + 1 }) is { } more) || less.Total <= more.Total));

    [Fact]
    public void Sixteen_bit_weights_never_need_less_than_eight() => Check.One(TenThousand, Prop.ForAll(AnyRequest.ToArbitrary(), request =>
        !(Answered(request with { Weights = Format("Q8_0") }) is { } less && Answered(request with { Weights = Format("bf16") }) is { } more)
        || less.Total <= more.Total));

    [Fact]
    public void The_same_request_gets_the_same_answer() => Check.One(TenThousand, Prop.ForAll(AnyRequest.ToArbitrary(), request =>
        Answered(request)?.Total == Answered(request)?.Total));

    private static WeightFormat Format(string name) => ShippedCatalogs.Catalog.WeightFormats.Find(name)!;

    private static Estimate? Answered(EstimateRequest request) => Estimator.Estimate(request) is Result<Estimate>.Ok ok ? ok.Value : null;
}
