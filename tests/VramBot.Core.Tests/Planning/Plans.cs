using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Planning;
using VramBot.Core.Tests.Estimation;
using VramBot.Testing;

namespace VramBot.Core.Tests.Planning;

/// <summary>Plans on the shipped catalogs.</summary>
internal static class Plans
{
    public static Catalog Catalog => ShippedCatalogs.Catalog;

    public static PlanRequest Request(string model, string format, Engine engine, string? gpu, int? cards, double users, params (long Prompt, long Output, double Share)[] classes) => new()
    {
        Request = Requests.Of(model, format, 4096, engine),
        Traffic = new([.. classes.Select((each, index) => new RequestClass($"class {index + 1}", new(each.Prompt), new(each.Output), each.Share))], users, 1),
        Gpu = gpu is null ? null : Catalog.Gpus.Find(gpu)!,
        Cards = cards,
    };

    public static CapacityPlan Plan(PlanRequest request) => Assert.IsType<Result<CapacityPlan>.Ok>(CapacityPlanner.Of(request, Catalog)).Value;
}
