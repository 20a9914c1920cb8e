using VramBot.Core.Gpus;

namespace VramBot.Commands.Replies;

/// <summary>What a card is called in a line: <c>RTX 4090 24 GB</c>.</summary>
public static class GpuNames
{
    /// <summary>The name without the vendor's brand, with the memory on the box.</summary>
    public static string Of(Gpu gpu)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        var name = WithoutBrand(gpu);
        var size = Figures.Number(gpu.NominalGigabytes);
        return name.Replace(" ", string.Empty, StringComparison.Ordinal).Contains($"{size}GB", StringComparison.OrdinalIgnoreCase) ? name : $"{name} {size} GB";
    }

    /// <summary>The name alone, for a list that says the memory once: <c>RTX 4090</c>.</summary>
    public static string WithoutSize(Gpu gpu)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        var (name, size) = (WithoutBrand(gpu), $" {Figures.Number(gpu.NominalGigabytes)}GB");
        return name.EndsWith(size, StringComparison.Ordinal) ? name[..^size.Length] : name;
    }

    /// <summary>The same for the cards of a machine: <c>2× RTX 3090 24 GB</c>, <c>RTX 4090 24 GB + RTX 3060 12GB</c>.</summary>
    public static string Of(Rig rig)
    {
        ArgumentNullException.ThrowIfNull(rig);
        return rig.IsMixed ? string.Join(" + ", rig.Cards.GroupBy(Of).Select(cards => Of(cards.First(), cards.Count()))) : Of(rig.Gpu, rig.Count);
    }

    /// <summary>The same for several: <c>2× RTX 3090 24 GB</c>, <c>2× 24 GB cards</c>.</summary>
    public static string Of(Gpu gpu, int count) => count == 1 ? Of(gpu) : $"{count}× {Of(gpu)}{(Of(gpu).EndsWith(" card", StringComparison.Ordinal) ? "s" : string.Empty)}";

    private static string WithoutBrand(Gpu gpu) => gpu.Name.Replace("GeForce ", string.Empty, StringComparison.Ordinal).Replace("Radeon ", string.Empty, StringComparison.Ordinal);
}
