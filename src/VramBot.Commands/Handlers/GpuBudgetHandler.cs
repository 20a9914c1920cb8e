using System.Collections.Immutable;
using System.Globalization;
using VramBot.Commands.Grammar;
using VramBot.Commands.Replies;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Costs;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Handlers;

/// <summary>Answers <c>/vram-gpus budget:1000</c>: the best cards for a sum, and what they hold; <c>budget:all</c> for a table of sums.</summary>
public sealed class GpuBudgetHandler(Catalog catalog)
{
    private const int MostCards = 6;
    private static readonly string Prices = Later("Prices are list prices of the year in brackets, or market prices where they say about; today's differ. What a card holds is estimated: 4 bit is Q4_K_M with 4,096 tokens in llama.cpp, QLoRA samples of 2,048 tokens in Transformers.");

    private static readonly ImmutableArray<string> Sizes = ["70b", "34b", "13b", "7b"];

    private readonly LineReader lines = new(catalog.Models);
    private readonly VramReader reader = new(catalog);
    private readonly RequestBuilder builder = new(catalog);

    /// <summary>The answer, or what is wrong with the sum, with a line that works.</summary>
    public Result<Reply> Handle(TypedLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var (text, search) = (line["budget"] ?? "all", line["search"] ?? string.Empty);
        ImmutableArray<Gpu> cards = search.Length == 0 ? catalog.Gpus.All : catalog.Gpus.Search(search, catalog.Gpus.All.Length);
        if (string.Equals(text, "all", StringComparison.OrdinalIgnoreCase))
            return Table(cards, search);
        return Dollars.Read(text) is { } dollars
            ? ForSum(cards, search, dollars)
            : ValueProblems.Budget(text, Tr("or all")) with { Try = line.With("budget", Dollars.Guess(text)).ToString() };
    }

    private Reply Table(ImmutableArray<Gpu> cards, string search)
    {
        var best = CardsForMoney.Tiers.Select(tier => (Tier: tier, Card: CardsForMoney.Best(cards, tier).FirstOrDefault())).ToList();
        var held = Held([.. best.Select(row => row.Card).OfType<Gpu>().Distinct()]);
        return new(Tr($"GPU selection by budget{Among(search)}"))
        {
            Headline = Tr("The card with the most memory for each sum, then the fastest"),
            Sections =
            [
                new ReplySection.Lines(string.Empty, [.. best.Select(row => ReplyLine.About(
                    LineMark.None,
                    Dollars.Of(row.Tier),
                    row.Card is { } card ? $"{Describe(card)}: {Holds(held[card.Id])}" : Tr("none"),
                    string.Create(CultureInfo.InvariantCulture, $"/vram-gpus {(search.Length == 0 ? string.Empty : $"search:\"{search}\" ")}budget:{row.Tier}")))]),
            ],
            Footer = Tr(Prices),
        };
    }

    private Reply ForSum(ImmutableArray<Gpu> cards, string search, decimal dollars)
    {
        var best = CardsForMoney.Best(cards, dollars).Take(MostCards).ToImmutableArray();
        var held = Held(best);
        return new(Tr($"GPUs for {Dollars.Of(dollars)}{Among(search)}"))
        {
            Headline = best.Length > 0 ? Tr("The most memory first, then the fastest") : Tr($"No card with a known price costs {Dollars.Of(dollars)} or less; the table of sums is /vram-gpus budget:all"),
            Sections = best.Length == 0 ? [] : [new ReplySection.Lines(string.Empty, [.. best.Select(card => ReplyLine.About(LineMark.None, Describe(card), Holds(held[card.Id]), $"/vram model:llama-3.1-8b precision:Q4_K_M gpu:{card.Id}"))])],
            Footer = best.Length == 0 ? null : Tr(Prices),
        };
    }

    private static string Among(string search) => search.Length == 0 ? string.Empty : Tr($" among “{LineReader.Shown(search)}”");

    private static string Describe(Gpu card) =>
        $"{GpuNames.Of(card)}, {BudgetSection.PriceOf(card, card.LaunchPriceUsd!.Value)}, {Figures.Number(card.BandwidthGigabytesPerSecond)} GB/s";

    private static string Holds((string? Inference, string? Training) held)
    {
        var serves = held.Inference is { } served ? Tr($"up to {served.ToUpperInvariant()} at 4 bit") : Tr("none at 4 bit");
        return $"{serves}, {(held.Training is { } trained ? Tr($"up to {trained.ToUpperInvariant()} for QLoRA") : Tr("none for QLoRA"))}";
    }

    /// <summary>The largest usual size that one of each card serves in 4 bit, and trains as QLoRA.</summary>
    private Dictionary<string, (string? Inference, string? Training)> Held(ImmutableArray<Gpu> cards)
    {
        var (served, trained) = (Largest(cards, size => $"/vram {size} precision:Q4_K_M"), Largest(cards, size => $"/vram {size} task:qlora"));
        return cards.ToDictionary(card => card.Id, card => (served.GetValueOrDefault(card.Id), trained.GetValueOrDefault(card.Id)), StringComparer.Ordinal);
    }

    private Dictionary<string, string> Largest(ImmutableArray<Gpu> cards, Func<string, string> line)
    {
        var largest = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var size in Sizes)
            foreach (var fit in FitFinder.FindAll(Request(line(size)), cards))
                if (fit is { Count: 1, Verdict: not FitVerdict.DoesNotFit })
                    largest.TryAdd(fit.Gpu.Id, size);
        return largest;
    }

    private EstimateRequest Request(string line) =>
        lines.Read(line, []) is { } typed && reader.Read(typed) is Result<VramQuestion>.Ok(var question) && builder.Build(question) is Result<EstimateRequest>.Ok(var request)
            ? request
            : throw new InvalidOperationException(line);
}
