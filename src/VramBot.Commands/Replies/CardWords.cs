using VramBot.Core.Fitting;
using VramBot.Core.Gpus;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies;

/// <summary>Words how much of a person's cards is taken.</summary>
internal static class CardWords
{
    private const double NoticeableGibibytes = 0.5;

    /// <summary><c>on the RTX 4090 24 GB</c>, <c>on each of 2× RTX 3090 24 GB</c>, <c>on RTX 4090 24 GB + RTX 3060 12GB</c>.</summary>
    public static string On(GpuFit fit)
    {
        var cards = fit.Count == 1 ? Tr($"on the {GpuNames.Of(fit.Gpu)}") : fit.Rig.IsMixed && !fit.Loads.IsEmpty ? Tr($"on {GpuNames.Of(fit.Rig)}") : Tr($"on each of {GpuNames.Of(fit.Rig)}");
        return OtherUse(fit) is { } other ? Tr($"{cards}, beside {Figures.Gibibytes(other)} GiB of other use") : cards;
    }

    /// <summary><c>17.6 of 23.6 GiB on the RTX 3090 24 GB</c>; where the cards differ each has its own figures.</summary>
    public static string Taken(GpuFit fit) => $"{(fit.Loads.IsEmpty ? Sizes(fit) : OfEach(fit))} {On(fit)}{HostMemory(fit)}";

    /// <summary>The same without the cards' names: <c>17.6 of 23.6 GiB</c>, <c>13.4 of 23.6 GiB on each</c>, <c>19.9 of 24.0 and 9.8 of 12.0 GiB</c>.</summary>
    public static string Amounts(GpuFit fit) => !fit.Loads.IsEmpty ? OfEach(fit) : fit.Count > 1 ? Tr($"{Sizes(fit)} on each") : Sizes(fit);

    private static string OfEach(GpuFit fit) => $"{string.Join(Tr(" and "), fit.Loads.Select(load => Tr($"{Figures.Gibibytes(load.Total)} of {Figures.Gibibytes(load.Gpu.Visible)}")))} GiB";

    /// <summary>What a part of the model that was put there takes of host memory; the token embedding, which llama.cpp always keeps there, is not counted.</summary>
    private static string HostMemory(GpuFit fit) => fit.Estimate is { Request.Settings: { GpuLayers: not null } or { HostExpertLayers: > 0 }, HostWeights: var weights } && weights > Bytes.Zero
        ? Tr($" and {Figures.Gibibytes(weights + fit.Estimate.HostCache)} GiB of host memory")
        : string.Empty;

    /// <summary><c>17.6 of 23.6 GiB</c>, of the card with the least room.</summary>
    public static string Sizes(GpuFit fit) => Tr($"{Figures.Gibibytes(fit.Usable - fit.Free)} of {Figures.Gibibytes(fit.Usable)} GiB");

    /// <summary><c>6.0 GiB to spare</c>, or on several cards <c>13.6 of 15.9 GiB each</c>.</summary>
    public static string Room(GpuFit fit) => fit.Count == 1
        ? Tr($"{Figures.Gibibytes(fit.Free)} GiB to spare")
        : Tr($"{Figures.Gibibytes(fit.Estimate.Total)} of {Figures.Gibibytes(fit.Usable)} GiB each");

    /// <summary>What engines leave unused that put as much on every card; null when the cards are equal, or when each takes what it has room for.</summary>
    public static string? Unused(GpuFit fit)
    {
        var left = fit.Rig.Cards.Max(card => card.Usable) - fit.Gpu.Usable;
        if (!fit.Rig.IsMixed || !fit.Loads.IsEmpty || left.TotalGibibytes < NoticeableGibibytes)
            return null;
        var engine = fit.Estimate.Request.Engine.Engine.Label;
        return Tr($"{engine} puts as much on every card: counted as {fit.Count} with {Figures.Gibibytes(fit.Gpu.Usable)} GiB, up to {Figures.Gibibytes(left)} GiB of the others stay unused.")
            + (fit.Estimate.Request.Training is null ? Tr(" llama.cpp splits layers by the memory of each.") : string.Empty);
    }

    private static Bytes? OtherUse(GpuFit fit) => fit.Rig.Cards.Max(card => card.OtherUse) is var use && use > Bytes.Zero ? use : null;
}
