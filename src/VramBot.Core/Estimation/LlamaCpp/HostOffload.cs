using System.Globalization;
using VramBot.Core.Engines;

namespace VramBot.Core.Estimation.LlamaCpp;

/// <summary>What a person keeps in host memory: whole layers, or the routed experts of the first layers.</summary>
/// <param name="Layers">Whole layers in host memory, from the first on.</param>
/// <param name="ExpertLayers">Layers, from the first on, whose routed experts are in host memory; <see cref="Every"/> for all.</param>
/// <remarks>
/// llama.cpp counts what is on the GPU instead. Builds of 2026 count the head first: <c>-ngl = layers + 1 − host</c>; before, and in ik_llama.cpp and Ollama,
/// the layers come first: <c>layers − host</c>, and the head stays in host memory too (see <see cref="LayerPlacement"/>).
/// </remarks>
public sealed record HostOffload(int Layers, int ExpertLayers)
{
    /// <summary>Every layer.</summary>
    public const int Every = int.MaxValue;

    /// <summary>The routed experts of all layers.</summary>
    public static HostOffload Experts { get; } = new(0, Every);

    /// <summary>The switches that put it so, for a model with this many layers.</summary>
    public EngineSettings Apply(EngineSettings settings, EngineRelease engine, int layers)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(engine);
        return settings with
        {
            GpuLayers = Layers > 0 ? Math.Max(0, layers + (LayerPlacement.PutsHeadFirst(engine) ? 1 : 0) - Layers) : settings.GpuLayers,
            HostExpertLayers = ExpertLayers > 0 ? ExpertLayers : settings.HostExpertLayers,
        };
    }

    /// <summary>As it is typed: <c>12</c>, <c>experts</c>, <c>experts:20</c>.</summary>
    public override string ToString() => ExpertLayers switch
    {
        Every => "experts",
        > 0 => string.Create(CultureInfo.InvariantCulture, $"experts:{ExpertLayers}"),
        _ => Layers.ToString(CultureInfo.InvariantCulture),
    };
}
