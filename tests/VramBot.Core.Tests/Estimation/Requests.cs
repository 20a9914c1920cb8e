using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Units;
using VramBot.Testing;

namespace VramBot.Core.Tests.Estimation;

/// <summary>Requests on the shipped catalogs.</summary>
internal static class Requests
{
    public static ModelEntry Model(string name) => ShippedCatalogs.Catalog.Models.Find(name) ?? throw new InvalidOperationException(name);

    public static EstimateRequest Of(string model, string format, long context, Engine engine) => new()
    {
        Model = Model(model),
        Weights = ShippedCatalogs.Catalog.WeightFormats.Find(format)!,
        Keys = ShippedCatalogs.Catalog.CacheFormats.Find("fp16")!,
        Values = ShippedCatalogs.Catalog.CacheFormats.Find("fp16")!,
        Context = new TokenCount(context),
        Engine = engine.At(),
    };

    public static Estimate Estimate(EstimateRequest request) => Assert.IsType<Result<Estimate>.Ok>(Estimator.Estimate(request)).Value;
}
