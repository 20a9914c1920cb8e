using VramBot.Core.Gpus;
using VramBot.Core.Units;

namespace VramBot.Core.Fitting;

/// <summary>
/// A card of which only the memory is told, "24 GB": an NVIDIA card as the one sold with that much of which a program can have least, so that what fits it fits every such card.
/// With error correction a card keeps up to 6 % for itself (an A10 has 22.5 of 24 GiB), without it nothing (RTX 3090).
/// </summary>
/// <param name="Card">The card that stands for all of the size.</param>
/// <param name="Least">The card whose facts it has: the one with the least usable memory.</param>
/// <param name="Most">The card of the size with the most usable memory.</param>
public sealed record SizedCard(Gpu Card, Gpu Least, Gpu Most)
{
    /// <summary>Whether cards with just this much are sold; otherwise it is the next smaller one, grown to the size.</summary>
    public bool IsSold => Card.NominalGigabytes == Least.NominalGigabytes;

    /// <summary>The most memory that one current card of those has, in the vendor's gigabytes.</summary>
    public static double LargestGigabytes(IEnumerable<Gpu> gpus) => gpus.Where(IsCandidate).Select(gpu => gpu.NominalGigabytes).DefaultIfEmpty().Max();

    /// <summary>The card that stands for a size; null when the size is under one gigabyte or no current card has as much.</summary>
    /// <param name="gpus">The cards that are known.</param>
    /// <param name="gigabytes">Memory as on the box.</param>
    public static SizedCard? Of(IEnumerable<Gpu> gpus, double gigabytes)
    {
        var cards = gpus.Where(IsCandidate).OrderBy(gpu => gpu.NominalGigabytes).ThenBy(gpu => gpu.Usable).ThenBy(gpu => gpu.Id, StringComparer.Ordinal).ToList();
        if (cards.Count == 0 || !(gigabytes >= 1 && gigabytes <= cards[^1].NominalGigabytes))
            return null;
        var size = (cards.LastOrDefault(gpu => gpu.NominalGigabytes <= gigabytes) ?? cards[0]).NominalGigabytes;
        var sold = cards.FindAll(gpu => gpu.NominalGigabytes == size);
        return new(Resized(sold[0], gigabytes), sold[0], sold[^1]);
    }

    private static bool IsCandidate(Gpu gpu) => gpu is { Vendor: GpuVendor.Nvidia, IsUnified: false } && CommonCards.Contains(gpu);

    private static Gpu Resized(Gpu gpu, double gigabytes)
    {
        var size = FormattableString.Invariant($"{gigabytes}");
        var share = gigabytes / gpu.NominalGigabytes;
        return gpu with
        {
            Id = $"{size}gb",
            Name = $"{size} GB card",
            Aliases = [],
            NominalGigabytes = gigabytes,
            Usable = Bytes.FromGibibytes(share * gpu.Usable.TotalGibibytes),
            CudaTotal = gpu.CudaTotal is { } total ? Bytes.FromGibibytes(share * total.TotalGibibytes) : null,
            UsableIsMeasured = gpu.UsableIsMeasured && share == 1,
            LaunchPriceUsd = null,
            PriceNote = null,
            Rental = null,
            RentalMarket = null,
        };
    }
}
