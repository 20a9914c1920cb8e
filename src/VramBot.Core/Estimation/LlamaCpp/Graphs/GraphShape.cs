namespace VramBot.Core.Estimation.LlamaCpp.Graphs;

/// <summary>Everything beside the network that a compute buffer depends on.</summary>
internal readonly record struct GraphShape(
    LlamaCppGeneration Generation,
    int MicroBatch,
    int Outputs,
    int Streams,
    int Sequences,
    int Drafts,
    long Cells,
    LayerPlacement Placement,
    bool RowSplit,
    string? HostFormat,
    bool FlashAttention,
    bool FullWindows,
    bool QuantizedKeys,
    bool QuantizedValues)
{
    public static GraphShape Of(LlamaCppPlan plan) => new(
        plan.Generation,
        plan.MicroBatch,
        plan.Outputs,
        plan.Streams,
        plan.Request.Sequences,
        plan.Drafts,
        plan.Cells,
        plan.Placement,
        plan.Request.Settings.RowSplit,
        plan.Placement.UsesHost ? plan.Request.Weights.Id : null,
        plan.FlashAttention,
        plan.Request.Settings.FullWindowCache,
        plan.Request.Keys.IsQuantized,
        plan.Request.Values.IsQuantized);
}
