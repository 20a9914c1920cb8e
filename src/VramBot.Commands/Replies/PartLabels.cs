using VramBot.Core.Estimation;

namespace VramBot.Commands.Replies;

/// <summary>What parts of the memory are called: beside bars, and as stable names for programs.</summary>
internal static class PartLabels
{
    /// <summary>The label of a bar, at most 13 columns.</summary>
    public static string Of(PartKind kind) => kind switch
    {
        PartKind.Weights => "Weights",
        PartKind.Adapters => "Adapters",
        PartKind.Cache => "KV cache",
        PartKind.States => "States",
        PartKind.Draft => "Draft model",
        PartKind.Gradients => "Gradients",
        PartKind.OptimizerStates => "Optimizer",
        PartKind.Loss => "Loss",
        PartKind.Gathered => "Gathered",
        PartKind.AllocatorSlack => "Torch cache",
        PartKind.Activations => "Activations",
        PartKind.ComputeBuffer => "Compute",
        PartKind.Graphs => "CUDA graphs",
        _ => "GPU context",
    };

    /// <summary>The name in JSON.</summary>
    public static string NameOf(PartKind kind) => kind switch
    {
        PartKind.Weights => "weights",
        PartKind.Cache => "kv cache",
        PartKind.States => "recurrent states",
        PartKind.Draft => "draft model",
        PartKind.Adapters => "adapters",
        PartKind.Gradients => "gradients",
        PartKind.OptimizerStates => "optimizer states",
        PartKind.Loss => "loss",
        PartKind.Gathered => "gathered weights",
        PartKind.AllocatorSlack => "allocator cache",
        PartKind.Activations => "activations",
        PartKind.ComputeBuffer => "compute buffer",
        PartKind.Graphs => "cuda graphs",
        PartKind.NonTorch => "libraries",
        _ => "cuda context",
    };
}
