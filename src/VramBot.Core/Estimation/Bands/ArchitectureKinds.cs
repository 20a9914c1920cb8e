using System.Runtime.CompilerServices;
using VramBot.Core.Catalogs;
using VramBot.Core.Models;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Estimation.Bands;

/// <summary>Tells kinds of models apart, and names them.</summary>
public static class ArchitectureKinds
{
    private static readonly ConditionalWeakTable<Network, object> Cache = [];

    /// <summary>Every kind.</summary>
    public static IReadOnlyList<ArchitectureKind> All { get; } = Enum.GetValues<ArchitectureKind>();

    /// <summary>The kind of a model; of several, the one whose memory follows the least usual rules.</summary>
    public static ArchitectureKind Of(ModelEntry model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!model.IsComplete)
            return ArchitectureKind.Incomplete;
        return model.Network is { } network ? (ArchitectureKind)Cache.GetValue(network, static key => Tell(key)) : ArchitectureKind.Dense;
    }

    /// <summary>The word for it in data and tables.</summary>
    public static string Word(ArchitectureKind kind) => kind switch
    {
        ArchitectureKind.Experts => "MoE",
        ArchitectureKind.Multimodal => Later("multimodal"),
        ArchitectureKind.Latent => "MLA",
        ArchitectureKind.Hybrid => Later("hybrid"),
        ArchitectureKind.Incomplete => Later("incomplete"),
        _ => Later("dense"),
    };

    private static ArchitectureKind Tell(Network network)
    {
        var layers = LayerKinds.Of(network);
        if (layers.Any(kind => kind.Layer.Recurrence is not null))
            return ArchitectureKind.Hybrid;
        if (layers.Any(kind => kind.Layer.Attention is LatentAttention or CompressedAttention))
            return ArchitectureKind.Latent;
        if (network.Tower is not null)
            return ArchitectureKind.Multimodal;
        return layers.Any(kind => kind.Layer.Experts is not null) ? ArchitectureKind.Experts : ArchitectureKind.Dense;
    }
}
