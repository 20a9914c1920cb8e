using System.Collections.Immutable;
using VramBot.Core.Engines;
using VramBot.Core.Formats;
using VramBot.Core.Models;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Estimation.Serving;

/// <summary>What the serving engines refuse, and how they pad.</summary>
internal static class ServingLayout
{
    private static readonly EngineVersion TritonExperts = new(0, 11);
    private static readonly EngineVersion FirstWithLongRope = new(0, 7, 2);

    /// <summary>Why the layout is impossible, with the nearest possible ones; or null.</summary>
    public static Problem? Check(EstimateRequest request, Network network)
    {
        if (request.Parallelism.Pipeline > network.Layers.Length)
            return new("layout.layers", $"pp:{request.Parallelism.Pipeline}", Tr($"{request.Model.Name} has {network.Layers.Length} layers, so at most as many stages."));
        return TensorRanks.Obstacle(request, network) is { } obstacle
            ? new("layout.heads", $"tp:{request.Parallelism.Tensor}", Tr($"{request.Model.Name} has {obstacle()}; {NearestWords(TensorRanks.Nearest(request, network))}."))
            : null;
    }

    private static string NearestWords(ImmutableArray<int> nearest) => nearest is [var only] ? Tr($"tp:{only} works") : Tr($"tp:{nearest[0]} and tp:{nearest[1]} work");

    public static Problem Unloadable(EstimateRequest request) => request.Weights is UnsizedFormat unsized
        ? new("format.unsized", request.Weights.Label, unsized.Hint)
        : new("format.engine", request.Weights.Label, Tr($"{request.Engine.Engine.Label} is not estimated for GGUF files: llama.cpp reads them."));

    /// <summary>Whether positions of three axes have room for long videos: since vLLM knows Qwen2.5-VL.</summary>
    public static bool KeepsLongRope(EstimateRequest request) => request.Engine.Kind != EngineKind.Vllm || !(request.Engine.Version < FirstWithLongRope);

    /// <summary>The kernel that a card gets for 4-bit block floats.</summary>
    public static ExpertPadding PaddingOf(EstimateRequest request)
    {
        if (request.Weights.Id != "mxfp4")
            return ExpertPadding.None;
        return request.Gpu?.ComputeCapability switch
        {
            >= 10 => ExpertPadding.FlashInfer,
            < 9 => ExpertPadding.Marlin,
            _ => request.Engine.Version is { } version && version < TritonExperts ? ExpertPadding.Marlin : ExpertPadding.Triton,
        };
    }
}
