using System.Collections.Immutable;
using VramBot.Core.Units;

namespace VramBot.Core.Gpus;

/// <summary>The cards that work on a model together, in the order in which an engine numbers them.</summary>
public sealed record Rig
{
    private Rig(Gpu gpu, int count, ImmutableArray<Gpu> unequal) => (Gpu, Count, Unequal) = (gpu, count, unequal);

    /// <summary>The card; where they differ the one with the least memory, with no more of anything else than all of them have: it limits whatever all of them take alike.</summary>
    public Gpu Gpu { get; }

    /// <summary>How many cards there are.</summary>
    public int Count { get; }

    /// <summary>Every card, where they differ; empty when all are of a kind.</summary>
    public ImmutableArray<Gpu> Unequal { get; }

    /// <summary>Whether the cards differ.</summary>
    public bool IsMixed => Unequal.Length > 0;

    /// <summary>Every card.</summary>
    public IEnumerable<Gpu> Cards => IsMixed ? Unequal : Enumerable.Repeat(Gpu, Count);

    /// <summary>Some cards of a kind.</summary>
    public static Rig Of(Gpu gpu, int count = 1)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new(gpu, count, []);
    }

    /// <summary>Cards that may differ.</summary>
    /// <param name="cards">At least one, the first first.</param>
    public static Rig Of(ImmutableArray<Gpu> cards)
    {
        ArgumentOutOfRangeException.ThrowIfZero(cards.Length);
        return cards.All(card => card == cards[0])
            ? Of(cards[0], cards.Length)
            : new(Least(cards), cards.Length, cards);
    }

    private static Gpu Least(ImmutableArray<Gpu> cards) => cards.MinBy(card => card.Usable)! with
    {
        ComputeCapability = cards.Min(card => card.ComputeCapability),
        BandwidthGigabytesPerSecond = cards.Min(card => card.BandwidthGigabytesPerSecond),
        DenseTeraflops = cards.Any(card => card.DenseTeraflops is null) ? null : cards.Min(card => card.DenseTeraflops),
        HasBf16 = cards.All(card => card.HasBf16),
        HasFp8 = cards.All(card => card.HasFp8),
        HasNvlink = false,
    };

    /// <summary>The same cards with something else on the first one: the desktop, another program.</summary>
    public Rig Beside(Bytes use) => Of([.. Cards.Select((card, index) => index == 0 ? card.Beside(use) : card)]);

    /// <inheritdoc/>
    public bool Equals(Rig? other) => other is not null && Gpu == other.Gpu && Count == other.Count && Unequal.AsSpan().SequenceEqual(other.Unequal.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Gpu.Id, Count, Unequal.Length);

    /// <summary>The cards as they are typed: <c>2xrtx-3090</c>, <c>rtx-4090+2xrtx-3090</c>.</summary>
    public override string ToString()
    {
        var kinds = new List<(string Id, int Count)>();
        foreach (var card in Cards)
            if (kinds.Count > 0 && kinds[^1].Id == card.Id)
                kinds[^1] = (card.Id, kinds[^1].Count + 1);
            else
                kinds.Add((card.Id, 1));
        return string.Join('+', kinds.Select(kind => kind.Count == 1 ? kind.Id : $"{kind.Count}x{kind.Id}"));
    }
}
