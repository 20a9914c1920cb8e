using System.Collections.Immutable;
using VramBot.Commands.Grammar;
using VramBot.Commands.Handlers;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Estimation;

namespace VramBot.Commands.Guide;

/// <summary>Gigabytes a billion weights over the whole catalog, by format and task, least first: numbers alone, the same in every language.</summary>
/// <remarks>Models of a billion weights and more, made for text, 4,096 tokens and one user in serving, one sample of 2,048 in training; GB are 10^9 bytes, as in the rules that they are held against.</remarks>
/// <param name="ByKind">Each kind with its rates.</param>
/// <param name="Overheads">What comes on top of the weights in fp16, as a share of them, least first.</param>
/// <param name="Caches">The cache of 2,048 tokens in GiB, least first.</param>
internal sealed record CatalogRates(ImmutableArray<(string Kind, ImmutableArray<CatalogRates.Rate> Rates)> ByKind, ImmutableArray<double> Overheads, ImmutableArray<double> Caches)
{
    private const double LeastParameters = 1e9;

    /// <summary>The kinds: formats to serve in, then tasks.</summary>
    private static readonly ImmutableArray<string> Kinds = ["fp16", "int8", "int4", "qlora", "lora", "full"];

    /// <summary>A model's rate.</summary>
    /// <param name="Line">The line that it is of.</param>
    /// <param name="PerBillion">GB a billion weights.</param>
    internal readonly record struct Rate(TypedLine Line, double PerBillion);

    /// <summary>The share of sorted numbers below which a number lies.</summary>
    public static T Quantile<T>(ImmutableArray<T> sorted, double share) => sorted[(int)Math.Round(share * (sorted.Length - 1))];

    /// <summary>Whether a kind is a task.</summary>
    public static bool IsTask(string kind) => kind is "lora" or "qlora" or "full";

    /// <summary>The rates of a catalog.</summary>
    public static CatalogRates Of(Catalog catalog)
    {
        var models = catalog.Models.All.Where(model => model is { Network: not null, IsComplete: true, IsHypothetical: false, Purpose: ModelPurpose.General or ModelPurpose.Code }).ToList();
        var (reader, builder) = (new VramReader(catalog), new RequestBuilder(catalog));
        var kinds = Kinds.Select(kind => (kind, Rates: models.Select(model => Asked(model, kind)).OfType<(TypedLine Line, Estimate Estimate)>().ToList())).ToList();
        var half = kinds[0].Rates.ConvertAll(asked => asked.Estimate);
        return new(
            [.. kinds.Select(kind => (kind.kind, Sorted(kind.Rates.Select(asked => new Rate(asked.Line, asked.Estimate.Total.TotalGigabytes / asked.Estimate.Parameters.TotalBillions)))))],
            [.. half.Select(estimate => (estimate.Total.TotalGibibytes / estimate[PartKind.Weights].TotalGibibytes) - 1).Order()],
            [.. half.Select(estimate => Replies.ComparedParts.Kept(estimate).TotalGibibytes / 2).Order()]);

        (TypedLine Line, Estimate Estimate)? Asked(ModelEntry model, string kind)
        {
            var line = GuideLine.Vram(model.Id, (IsTask(kind) ? "task" : "precision", kind));
            return reader.Read(line) is Result<VramQuestion>.Ok(var question) && builder.Build(question) is Result<EstimateRequest>.Ok(var request)
                && Estimator.Estimate(request) is Result<Estimate>.Ok { Value: var estimate } && estimate.Parameters.Count >= LeastParameters ? (line, estimate) : null;
        }
    }

    private static ImmutableArray<Rate> Sorted(IEnumerable<Rate> rates) => [.. rates.OrderBy(rate => rate.PerBillion)];
}
