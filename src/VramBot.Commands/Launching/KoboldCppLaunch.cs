using VramBot.Core.Estimation;
using VramBot.Core.Formats;

namespace VramBot.Commands.Launching;

/// <summary>KoboldCpp on one GPU: it answers one request after the other, and fits layers to the card by itself while <c>--gpulayers</c> is left open.</summary>
/// <remarks>Source: LostRuins/koboldcpp, koboldcpp.py.</remarks>
internal static class KoboldCppLaunch
{
    public static Launch? Of(EstimateRequest request)
    {
        var (settings, usual) = (request.Settings, request.Engine.Engine.Defaults);
        if (request is not { Sequences: 1, Parallelism.Gpus: 1, Adapters: null, Draft: null } || request.Keys != request.Values || Kind(request.Keys) is not { } kind
            || settings with { MicroBatch = null, LogicalBatch = null, GpuLayers = null, HostExpertLayers = 0, FullWindowCache = usual.FullWindowCache } != usual with { MicroBatch = null, LogicalBatch = null }
            || settings.MicroBatch != settings.LogicalBatch)
            return null;
        return new LaunchWords("koboldcpp").With("--model", Checkpoint.GgufFile(request.Model, request.Weights))
            .With("--contextsize", request.Context.Count).With("--gpulayers", GgufSwitches.Layers(request))
            .With("--moecpu", GgufSwitches.HostExperts(request)).With("--quantkv", kind == 0 ? null : kind)
            .With("--blasbatchsize", GgufSwitches.Unless(settings.MicroBatch, usual.MicroBatch)).Flag("--useswa", !settings.FullWindowCache)
            .Line(GgufSwitches.Note(request, null));
    }

    /// <summary>Its number of a cache type.</summary>
    private static long? Kind(CacheFormat format) => format.Id switch { "fp16" => 0, "q8_0" => 1, "q4_0" => 2, _ => null };
}
