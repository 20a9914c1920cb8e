using System.Collections.Immutable;
using VramBot.Commands.Grammar;
using VramBot.Commands.Handlers;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Costs;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;

namespace VramBot.Commands.Guide;

/// <summary>Asks what the tables of the guide are made of: each figure is that of a line which anybody can type, read and worked out as the command does it.</summary>
internal sealed class GuideDesk(Catalog catalog)
{
    private readonly VramReader reader = new(catalog);
    private readonly RequestBuilder builder = new(catalog);
    private readonly PlanHandler plans = new(catalog);
    private readonly GpuBudgetHandler budgets = new(catalog);
    private readonly ImageHandler images = new(catalog);
    private readonly Lazy<CatalogRates> rates = new(() => CatalogRates.Of(catalog));

    /// <summary>The catalogs.</summary>
    public Catalog Catalog => catalog;

    /// <summary>What the whole catalog takes a billion weights.</summary>
    public CatalogRates Rates => rates.Value;

    /// <summary>The figure of a <c>/vram</c> line; null where the line is not answered, as a format that a card does not run.</summary>
    public GuideFigure? Of(TypedLine line) => Asked(line) is Result<GuideFigure>.Ok(var figure) ? figure : null;

    /// <summary>The same of several, without those that are not answered.</summary>
    public IEnumerable<GuideFigure> Of(IEnumerable<TypedLine> lines) => lines.Select(Of).OfType<GuideFigure>();

    /// <summary>The figure of a <c>/vram</c> line, or why there is none.</summary>
    public Result<GuideFigure> Asked(TypedLine line) => reader.Read(line) switch
    {
        Result<VramQuestion>.Ok(var question) => builder.Build(question) switch
        {
            Result<EstimateRequest>.Ok(var request) => Sized(line, question, request),
            Result<EstimateRequest>.Rejected(var problems) => new Result<GuideFigure>.Rejected(problems),
            _ => throw new InvalidOperationException("A result is either an answer or a rejection."),
        },
        Result<VramQuestion>.Rejected(var problems) => new Result<GuideFigure>.Rejected(problems),
        _ => throw new InvalidOperationException("A result is either an answer or a rejection."),
    };

    /// <summary>The answer to a <c>/vram</c> line about an image model; null where it is not answered.</summary>
    public ImageAnswer? Image(TypedLine line) => images.IsFor(line) && images.Handle(line) is Result<ImageAnswer>.Ok(var answer) ? answer : null;

    /// <summary>The plan of a <c>/vram-plan</c> line; null where none serves.</summary>
    public PlanAnswer? Plan(TypedLine line) => plans.Handle(line) is Result<PlanAnswer>.Ok { Value: { Plan: not null } answer } ? answer : null;

    /// <summary>The answer to a <c>/vram-gpus budget:…</c> line.</summary>
    public Replies.Reply? Budgets(TypedLine line) => budgets.Handle(line) is Result<Replies.Reply>.Ok(var reply) ? reply : null;

    /// <summary>What sums buy for a figure, as <c>budget:</c> answers it.</summary>
    public ImmutableArray<HardwareBudget> Buys(GuideFigure figure, params ImmutableArray<decimal> sums) =>
        HardwareBudget.Each(figure.Estimate.Request, sums, figure.Line["precision"] is not null, figure.Line["engine"] is not null, catalog);

    /// <summary>The smallest common cards that hold it, one before several; null when none do.</summary>
    public GpuFit? Smallest(GuideFigure figure) =>
        GpuPicker.Pick(FitFinder.FindAll(figure.Estimate.Request, catalog.Gpus.All), figure.Estimate).Where(GpuPicker.Works).OrderBy(fit => fit.Count > 1).FirstOrDefault();

    /// <summary>The cheapest consumer card within a sum that holds it alone, with room where one has; null when none does.</summary>
    public GpuFit? Cheapest(GuideFigure figure, decimal dollars) => FitFinder.FindAll(figure.Estimate.Request, catalog.Gpus.All)
        .Where(fit => fit is { Count: 1, Verdict: not FitVerdict.DoesNotFit, Gpu: { Class: GpuClass.Consumer, LaunchPriceUsd: { } price } } && price <= dollars && CommonCards.Contains(fit.Gpu))
        .MinBy(fit => (fit.Verdict, fit.Gpu.LaunchPriceUsd, -fit.Gpu.BandwidthGigabytesPerSecond));

    private static Result<GuideFigure> Sized(TypedLine line, VramQuestion question, EstimateRequest request)
    {
        if (question.Gpu is not { } cards)
        {
            return Estimator.Estimate(request) switch
            {
                Result<Estimate>.Ok(var estimate) => new GuideFigure(line, estimate, null),
                Result<Estimate>.Rejected(var problems) => new Result<GuideFigure>.Rejected(problems),
                _ => throw new InvalidOperationException("A result is either an answer or a rejection."),
            };
        }

        return VramHandler.Laid(request, question, VramHandler.RigOf(request, cards)) switch
        {
            Result<GpuFit>.Ok(var fit) => new GuideFigure(line, fit.Estimate, fit),
            Result<GpuFit>.Rejected(var problems) => new Result<GuideFigure>.Rejected(problems),
            _ => throw new InvalidOperationException("A result is either an answer or a rejection."),
        };
    }
}
