using VramBot.Core.Engines;

namespace VramBot.Core.Estimation.LlamaCpp;

/// <summary>Which device holds which layer.</summary>
/// <param name="Layers">Layers of the model; the output head counts as the one after the last.</param>
/// <param name="Gpus">GPUs.</param>
/// <param name="FirstOnGpu">The first layer on a GPU; those before it stay in host memory.</param>
/// <param name="HeadOnGpu">Whether the head is on the last GPU.</param>
/// <param name="HostExpertLayers">Layers from the first on whose routed experts stay in host memory.</param>
/// <remarks>
/// Formula: GPU of a layer = ⌊gpus · (layer − first) / layers on GPUs⌋, or as a split says. With n layers on GPUs, builds of 2026 put the head there first and then the last n − 1
/// layers; before, and in ik_llama.cpp, the last n layers, and the head only when n exceeds their number. Ollama counts without the head.
/// Source: ggml-org/llama.cpp, src/llama-model.cpp (load_tensors).
/// </remarks>
internal readonly record struct LayerPlacement(int Layers, int Gpus, int FirstOnGpu, bool HeadOnGpu, int HostExpertLayers)
{
    /// <summary>The host instead of a GPU.</summary>
    public const int Host = -1;

    private static readonly EngineVersion HeadFirst = EngineVersion.Build(7500);

    /// <summary>Whether something of the model stays in host memory beside the token embedding.</summary>
    public bool UsesHost => FirstOnGpu > 0 || !HeadOnGpu || HostExpertLayers > 0;

    /// <summary>How layers are split when not equally; null when they are.</summary>
    public LayerSplit? Split { get; init; }

    /// <summary>Layers on GPUs, the head counting as one.</summary>
    public int OnGpus => Layers - FirstOnGpu + (HeadOnGpu ? 1 : 0);

    public static LayerPlacement Of(EstimateRequest request, int layers)
    {
        var settings = request.Settings;
        var wanted = Math.Max(0, settings.GpuLayers ?? int.MaxValue);
        var headFirst = PutsHeadFirst(request.Engine);
        var first = (int)Math.Max(0, layers + (headFirst ? 1L : 0) - wanted);
        var equal = new LayerPlacement(layers, request.Parallelism.Gpus, Math.Min(first, layers), headFirst ? wanted > 0 : wanted > layers, Math.Min(settings.HostExpertLayers, layers));
        return settings.TensorSplit.Length == request.Parallelism.Gpus ? equal with { Split = LayerSplit.ByShares(settings.TensorSplit, equal.OnGpus) } : equal;
    }

    /// <summary>Whether the head is the first thing that -ngl puts on a GPU.</summary>
    public static bool PutsHeadFirst(EngineRelease engine) => engine.Kind == EngineKind.LlamaCpp && !(engine.Version is { IsBuild: true } build && build < HeadFirst);

    /// <summary>The GPU that holds a layer, or <see cref="Host"/>.</summary>
    public int GpuOf(int layer)
    {
        if (layer == Layers && !HeadOnGpu)
            return Host;
        if (layer < FirstOnGpu)
            return Host;
        return Split?.GpuOf(layer - FirstOnGpu) ?? (int)((long)Gpus * (layer - FirstOnGpu) / Math.Max(1, OnGpus));
    }

    /// <summary>Whether a GPU holds the head.</summary>
    public bool HoldsHead(int gpu) => GpuOf(Layers) == gpu;

    /// <summary>Whether a layer's routed experts are in host memory.</summary>
    public bool HasHostExperts(int layer) => layer < HostExpertLayers || GpuOf(layer) == Host;
}
