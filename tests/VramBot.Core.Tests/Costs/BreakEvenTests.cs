using VramBot.Core.Costs;
using VramBot.Core.Gpus;
using VramBot.Testing;

namespace VramBot.Core.Tests.Costs;

public sealed class BreakEvenTests
{
    /// <summary>1,599 / (0.60 − 0.45 · 0.17) = 3,054 hours; 4.2 months around the clock, the third seed's "3-6 months heavy use".</summary>
    [Fact]
    public void A_4090_is_paid_for_after_four_months_around_the_clock()
    {
        var even = BreakEven.Of(Card("rtx-4090"), 1)!;
        Assert.Equal(1599 / (0.60 - (0.45 * 0.17)), even.Hours!.Value, 6);
        Assert.InRange(even.MonthsAt(24)!.Value, 3, 6);
        Assert.Equal(3 * even.MonthsAt(24)!.Value, even.MonthsAt(8)!.Value, 6);
    }

    [Fact]
    public void Several_cards_cost_as_many_times_as_much_and_break_even_at_the_same_time()
    {
        var (one, four) = (BreakEven.Of(Card("rtx-3090"), 1)!, BreakEven.Of(Card("rtx-3090"), 4)!);
        Assert.Equal(4 * one.Cloud.PerHourUsd, four.Cloud.PerHourUsd);
        Assert.Equal(730 * four.Cloud.PerHourUsd, four.Cloud.PerMonthUsd);
        Assert.Equal(one.Hours!.Value, four.Hours!.Value, 6);
    }

    [Fact]
    public void A_card_that_is_not_rented_out_has_no_break_even() => Assert.Null(BreakEven.Of(Card("rtx-3060-12gb"), 1));

    [Fact]
    public void Power_that_costs_more_than_the_rent_never_pays_off()
    {
        var card = Card("rtx-4090") with { PowerWatts = 10_000 };
        Assert.Null(BreakEven.Of(card, 1)!.Hours);
        Assert.Null(BreakEven.Of(card, 1)!.MonthsAt(24));
    }

    private static Gpu Card(string card) => ShippedCatalogs.Catalog.Gpus.Find(card) ?? throw new InvalidOperationException(card);
}
