using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.LlamaCpp;
using VramBot.Core.Gpus;

namespace VramBot.Core.Fitting;

/// <summary>
/// The least that has to stay in host memory: the inverse of the estimate in the layers, or layers' experts, that are kept there. Experts come first where there are any and the engine can move
/// them: each is read for few tokens only, so that they cost the least speed (ggml-org/llama.cpp, tools/server/README.md: --n-cpu-moe).
/// </summary>
public static class HostOffloadLimit
{
    /// <summary>What stays there, with room to spare where any placement leaves some; null when nothing has to. Every layer, when not even that fits.</summary>
    /// <param name="request">A request to an engine that runs GGUF, with nothing in host memory.</param>
    /// <param name="rig">The cards.</param>
    public static HostOffload? Least(EstimateRequest request, Rig rig)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(rig);
        if (request.Model.Network is not { } network || FitFinder.Holds(request, rig, FitVerdict.Fits))
            return null;
        var layers = network.Layers.Length;
        var movesExperts = request.Engine.Kind != EngineKind.Ollama && network.Layers.Any(layer => layer.Experts is not null);
        if (movesExperts && Fewest(OfExperts, FitVerdict.Fits) is { } experts)
            return experts;
        return Fewest(OfLayers, FitVerdict.Fits)
            ?? (FitFinder.Holds(request, rig) ? null : Fewest(OfLayers, FitVerdict.Tight) ?? OfLayers(layers));

        HostOffload OfExperts(int number) => number < layers ? new(0, number) : HostOffload.Experts;

        HostOffload OfLayers(int number) => new(number, 0);

        HostOffload? Fewest(Func<int, HostOffload> place, FitVerdict worst)
        {
            EstimateRequest With(int number) => request with { Settings = place(number).Apply(request.Settings, request.Engine, layers) };
            if (!FitFinder.Holds(With(layers), rig, worst))
                return null;
            EstimateRequest OnGpu(long number) => With(layers - (int)number);

            // Layers are divided anew over several cards whatever their number is: one more may then fit where one fewer does not, and no cheap rule bounds that.
            var onGpu = rig.Count > 1 && place(1).Layers > 0
                ? Bisection.Largest(layers - 1, number => FitFinder.Holds(OnGpu(number), rig, worst))
                : FitFinder.Largest(layers - 1, OnGpu, rig, worst);
            return place(layers - (int)(onGpu ?? 0));
        }
    }
}
