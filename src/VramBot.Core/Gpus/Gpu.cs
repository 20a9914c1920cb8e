using System.Collections.Immutable;
using VramBot.Core.Catalogs;
using VramBot.Core.Units;

namespace VramBot.Core.Gpus;

/// <summary>A card, or a chip with unified memory, as data.</summary>
public sealed record Gpu : INamed
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The name on the box: <c>GeForce RTX 4090</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Who makes it.</summary>
    public required GpuVendor Vendor { get; init; }

    /// <summary>Whom it is sold to.</summary>
    public required GpuClass Class { get; init; }

    /// <summary>The architecture's name: <c>Ada Lovelace</c>; null when not stated.</summary>
    public string? Generation { get; init; }

    /// <summary>Memory as sold, in the vendor's gigabytes (for NVIDIA and AMD cards usually GiB).</summary>
    public required double NominalGigabytes { get; init; }

    /// <summary>
    /// Memory that one program can have: the driver's total, or the wired limit of unified memory. The context is not taken off.
    /// </summary>
    public required Bytes Usable { get; init; }

    /// <summary>Whether <see cref="Usable"/> was read off a machine rather than derived from the nominal size.</summary>
    public required bool UsableIsMeasured { get; init; }

    /// <summary>
    /// Memory that CUDA tells a program of (cudaMemGetInfo), 0.3 to 0.8 GiB under the driver's total where the driver reserves some; null when it
    /// has not been seen. Engines that budget a share of the card take the share of this.
    /// </summary>
    public Bytes? CudaTotal { get; init; }

    /// <summary>What an engine takes its share of: <see cref="CudaTotal"/>, or <see cref="Usable"/> where that is not known.</summary>
    public Bytes Visible => CudaTotal ?? Usable;

    /// <summary>Memory that other programs have of the card, already taken off <see cref="Usable"/> and <see cref="Visible"/>.</summary>
    public Bytes OtherUse { get; init; }

    /// <summary>What vLLM takes its share of: all that CUDA tells of, whatever other programs have of it.</summary>
    public Bytes Total => Visible + OtherUse;

    /// <summary>Memory bandwidth in 10^9 bytes a second.</summary>
    public required double BandwidthGigabytesPerSecond { get; init; }

    /// <summary>Dense 16-bit matrix rate with 32-bit accumulation, in 10^12 operations a second; null when not known.</summary>
    public double? DenseTeraflops { get; init; }

    /// <summary>Rate of the general arithmetic units in 10^12 operations a second: all that a chip without matrix units has; null when not known.</summary>
    public double? ShaderTeraflops { get; init; }

    /// <summary>CUDA compute capability (8.9), or null for other vendors.</summary>
    public double? ComputeCapability { get; init; }

    /// <summary>Streaming multiprocessors; null for other vendors.</summary>
    public int? Multiprocessors { get; init; }

    /// <summary>Whether matrix units take fp8.</summary>
    public bool HasFp8 { get; init; }

    /// <summary>Whether it computes in bf16.</summary>
    public bool HasBf16 { get; init; }

    /// <summary>Whether cards can be joined by NVLink (or the vendor's own link).</summary>
    public bool HasNvlink { get; init; }

    /// <summary>Whether memory is shared with the processor.</summary>
    public bool IsUnified { get; init; }

    /// <summary>Whether it is soldered into laptops.</summary>
    public bool IsLaptop { get; init; }

    /// <summary>Whether it was made for one country's export rules, and is sold nowhere else.</summary>
    public bool IsExport { get; init; }

    /// <summary>Year of release.</summary>
    public required int Year { get; init; }

    /// <summary>Launch price in US dollars, of the <see cref="Year"/> of release; null when none is known.</summary>
    public decimal? LaunchPriceUsd { get; init; }

    /// <summary>What is said about the price where it is no list price: an approximate market price; null for list prices.</summary>
    public string? PriceNote { get; init; }

    /// <summary>What a provider takes for an hour of it; null when none was read.</summary>
    public RentalPrice? Rental { get; init; }

    /// <summary>What providers take for an hour of it, from the least to the most; null when none was read.</summary>
    public RentalRange? RentalMarket { get; init; }

    /// <summary>Power that it may draw, in watts (TDP); of chips with unified memory the whole chip's. Null when not known.</summary>
    public int? PowerWatts { get; init; }

    /// <summary>Facts that were recalled without a source.</summary>
    public ImmutableArray<string> Unsourced { get; init; } = [];

    /// <summary>Where the facts stand.</summary>
    public required ImmutableArray<string> Sources { get; init; }

    /// <summary>The card while other programs have some of its memory.</summary>
    /// <param name="use">What they have, in all.</param>
    public Gpu Beside(Bytes use) => this with { Usable = Usable + OtherUse - use, CudaTotal = CudaTotal is { } total ? total + OtherUse - use : null, OtherUse = use };
}
