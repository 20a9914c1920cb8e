using System.Collections.Immutable;
using System.Globalization;
using VramBot.Commands.Grammar;
using VramBot.Commands.Replies;
using VramBot.Core.Costs;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Guide.Topics;

/// <summary>Cards by tier, from the price catalog: of each the NVIDIA cards with the most memory, and another maker's, with the largest usual model that each serves and trains.</summary>
internal sealed class GpusTopic : ITopic
{
    private const decimal Entry = 600;
    private const decimal Middle = 1000;
    private const int Most = 2;
    private const int MostInServers = 4;

    private static readonly ImmutableArray<string> Sizes = ["405b", "175b", "123b", "70b", "34b", "13b", "7b", "3b", "1b"];

    private static readonly ImmutableArray<(string Heading, Func<Gpu, bool> Contains)> Tiers =
    [
        (Later("Entry, up to $600"), gpu => gpu is { Class: GpuClass.Consumer, LaunchPriceUsd: <= Entry }),
        (Later("Middle, up to $1,000"), gpu => gpu is { Class: GpuClass.Consumer, LaunchPriceUsd: > Entry and <= Middle }),
        (Later("High-end consumer"), gpu => gpu is { Class: GpuClass.Consumer, LaunchPriceUsd: > Middle }),
        (Later("Workstation"), gpu => gpu.Class == GpuClass.Workstation),
        (Later("Data center"), gpu => gpu.Class == GpuClass.Datacenter),
    ];

    /// <inheritdoc/>
    public Reply Answer(GuideQuestion question, GuideDesk desk)
    {
        var tiers = Tiers.Select(tier => (tier.Heading, Cards: Best([.. desk.Catalog.Gpus.All.Where(gpu => gpu.LaunchPriceUsd is not null && tier.Contains(gpu))]).ToList())).ToList();
        ImmutableArray<Gpu> cards = [.. tiers.SelectMany(tier => tier.Cards)];
        var (served, trained) = (Largest(cards, size => GuideLine.Vram(size, ("precision", "Q4_K_M")), desk), Largest(cards, size => GuideLine.Vram(size, ("task", "qlora")), desk));
        return new(Tr("GPUs by tier"))
        {
            Headline = Tr("Memory decides what runs, its bandwidth how fast; of each tier the most memory that NVIDIA and another maker sell"),
            Sections =
            [
                .. tiers.SelectMany(tier => GuideWords.Table(Tr(tier.Heading), ["$", "GB/s", Tr("4 bit"), "QLoRA"], tier.Cards.Select(card => new TableRow(
                    GpuNames.Of(card),
                    [Price(card), Figures.Number(card.BandwidthGigabytesPerSecond), served.GetValueOrDefault(card.Id, GuideWords.None), trained.GetValueOrDefault(card.Id, GuideWords.None)]) { Command = $"/vram-fit gpu:{card.Id}" }))),
                GuideWords.Ask("/vram-gpus budget:all", "/vram-gpus rtx 40", GuideLine.Topic("throughput")),
            ],
            Footer = Tr("List prices of the year of release, or market prices; today's differ, and used cards cost less. The largest usual size in Q4_K_M with 4,096 tokens in llama.cpp, and for QLoRA with samples of 2,048 in Transformers."),
        };
    }

    /// <summary>NVIDIA's with the most memory, one of each size, of server cards those that are rented out; and the one of another maker with the most.</summary>
    private static IEnumerable<Gpu> Best(ImmutableArray<Gpu> cards)
    {
        var own = cards.Where(card => card.Vendor == GpuVendor.Nvidia && (card.Class != GpuClass.Datacenter || card.Rental is not null));
        return CardsForMoney.Best(own, decimal.MaxValue).DistinctBy(card => card.NominalGigabytes).Take(cards.Any(card => card.Class == GpuClass.Datacenter) ? MostInServers : Most)
            .Concat(CardsForMoney.Best(cards.Where(card => card.Vendor != GpuVendor.Nvidia), decimal.MaxValue).Take(1));
    }

    private static string Price(Gpu card) => card.LaunchPriceUsd!.Value.ToString("#,0", CultureInfo.CurrentCulture);

    private static Dictionary<string, string> Largest(ImmutableArray<Gpu> cards, Func<string, TypedLine> line, GuideDesk desk)
    {
        var largest = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var size in Sizes)
        {
            ImmutableArray<Gpu> open = [.. cards.Where(card => !largest.ContainsKey(card.Id))];
            if (open.Length > 0 && desk.Of(line(size)) is { Estimate: { } estimate })
                foreach (var fit in FitFinder.FindAll(estimate.Request, open))
                    if (fit is { Count: 1, Verdict: not FitVerdict.DoesNotFit })
                        largest[fit.Gpu.Id] = size.ToUpperInvariant();
        }

        return largest;
    }
}
