using VramBot.Core.Estimation;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies;

/// <summary>What parts of the memory are called: beside bars, and as stable names for programs.</summary>
internal static class PartLabels
{
    /// <summary>The label of a bar, at most 13 columns.</summary>
    public static string Of(PartKind kind) => Capital.Of(kind switch
    {
        PartKind.Weights => Tr("weights"),
        PartKind.Adapters => Tr("adapters"),
        PartKind.Cache => Tr("KV cache"),
        PartKind.States => Tr("states"),
        PartKind.Draft => Tr("draft model"),
        PartKind.Gradients => Tr("gradients"),
        PartKind.OptimizerStates => Tr("optimizer"),
        PartKind.Loss => Tr("loss"),
        PartKind.Gathered => Tr("gathered"),
        PartKind.AllocatorSlack => Tr("Torch cache"),
        PartKind.Activations => Tr("activations"),
        PartKind.ComputeBuffer => Tr("compute"),
        PartKind.Graphs => Tr("CUDA graphs"),
        _ => Tr("GPU context"),
    });

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
