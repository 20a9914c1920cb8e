using VramBot.Core.Engines;

namespace VramBot.Core.Estimation.LlamaCpp.Graphs;

/// <summary>Everything beside the network that a compute buffer depends on.</summary>
internal readonly record struct GraphShape(
    EngineKind Engine,
    LlamaCppGeneration Generation,
    int MicroBatch,
    int Outputs,
    int Streams,
    int Sequences,
    int Drafts,
    long Cells,
    LayerPlacement Placement,
    bool RowSplit,
    int Gpus,
    string? HostFormat,
    bool FlashAttention,
    bool FullWindows,
    bool QuantizedKeys,
    bool QuantizedValues)
{
    public static GraphShape Of(LlamaCppPlan plan) => new(
        plan.Request.Engine.Kind,
        plan.Generation,
        plan.MicroBatch,
        plan.Outputs,
        plan.Streams,
        plan.Request.Sequences,
        plan.Drafts,
        plan.Cells,
        plan.Placement,
        plan.Request.Settings.RowSplit,
        plan.Gpus,
        plan.Placement.UsesHost ? plan.Request.Weights.Id : null,
        plan.FlashAttention,
        plan.Request.Settings.FullWindowCache,
        plan.Request.Keys.IsQuantized,
        plan.Request.Values.IsQuantized);
}
