using System.Globalization;
using VramBot.Core.Gpus;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies;

/// <summary>What a card is called in a line: <c>RTX 4090 24 GB</c>.</summary>
public static class GpuNames
{
    /// <summary>The name without the vendor's brand, with the memory on the box.</summary>
    public static string Of(Gpu gpu)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        if (IsOnlyMemory(gpu))
            return Tr($"{Figures.Number(gpu.NominalGigabytes)} GB card");
        var name = WithoutBrand(gpu);
        return name.Replace(" ", string.Empty, StringComparison.Ordinal).Contains(SizeIn(gpu), StringComparison.OrdinalIgnoreCase) ? name : $"{name} {Figures.Number(gpu.NominalGigabytes)} GB";
    }

    /// <summary>The name alone, for a list that says the memory once: <c>RTX 4090</c>.</summary>
    public static string WithoutSize(Gpu gpu)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        var (name, size) = (WithoutBrand(gpu), $" {SizeIn(gpu)}");
        return name.EndsWith(size, StringComparison.Ordinal) ? name[..^size.Length] : name;
    }

    /// <summary>The same for the cards of a machine: <c>2× RTX 3090 24 GB</c>, <c>RTX 4090 24 GB + RTX 3060 12GB</c>.</summary>
    public static string Of(Rig rig)
    {
        ArgumentNullException.ThrowIfNull(rig);
        return rig.IsMixed ? string.Join(" + ", rig.Cards.GroupBy(Of).Select(cards => Of(cards.First(), cards.Count()))) : Of(rig.Gpu, rig.Count);
    }

    /// <summary>The same for several: <c>2× RTX 3090 24 GB</c>, <c>2× 24 GB cards</c>.</summary>
    public static string Of(Gpu gpu, int count)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        return count == 1 ? Of(gpu) : IsOnlyMemory(gpu) ? Tr($"{count}× {Figures.Number(gpu.NominalGigabytes)} GB cards") : $"{count}× {Of(gpu)}";
    }

    /// <summary>Whether nothing but its memory is known of a card, after which it is called then.</summary>
    private static bool IsOnlyMemory(Gpu gpu) => gpu.Id.EndsWith("gb", StringComparison.Ordinal) && char.IsAsciiDigit(gpu.Id[0]) && gpu.Aliases.IsEmpty;

    /// <summary>The memory on the box as names have it.</summary>
    private static string SizeIn(Gpu gpu) => string.Create(CultureInfo.InvariantCulture, $"{gpu.NominalGigabytes:#,0.##}GB");

    private static string WithoutBrand(Gpu gpu) => gpu.Name.Replace("GeForce ", string.Empty, StringComparison.Ordinal).Replace("Radeon ", string.Empty, StringComparison.Ordinal);
}
