using VramBot.Core.Estimation;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies;

/// <summary>What parts of the memory are called: beside bars, and as stable names for programs.</summary>
internal static class PartLabels
{
    /// <summary>The label of a bar, at most 13 columns.</summary>
    public static string Of(PartKind kind) => kind switch
    {
        PartKind.Weights => Tr("Weights"),
        PartKind.Adapters => Tr("Adapters"),
        PartKind.Cache => Tr("KV cache"),
        PartKind.States => Tr("States"),
        PartKind.Draft => Tr("Draft model"),
        PartKind.Gradients => Tr("Gradients"),
        PartKind.OptimizerStates => Tr("Optimizer"),
        PartKind.Loss => Tr("Loss"),
        PartKind.Gathered => Tr("Gathered"),
        PartKind.AllocatorSlack => Tr("Torch cache"),
        PartKind.Activations => Tr("Activations"),
        PartKind.ComputeBuffer => Tr("Compute"),
        PartKind.Graphs => Tr("CUDA graphs"),
        _ => Tr("GPU context"),
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
