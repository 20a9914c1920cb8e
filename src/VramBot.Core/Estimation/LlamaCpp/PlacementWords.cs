using System.Globalization;
using VramBot.Core.Engines;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Estimation.LlamaCpp;

/// <summary>Says where the layers are, with the switch that puts them there.</summary>
/// <remarks>
/// Source: ggml-org/llama.cpp, common/arg.cpp (-ngl, --n-cpu-moe, --cpu-moe); ollama, docs/modelfile (num_gpu); LostRuins/koboldcpp, koboldcpp.py (--gpulayers, --moecpu).
/// </remarks>
internal static class PlacementWords
{
    public static string Of(LlamaCppPlan plan)
    {
        var placement = plan.Placement;
        var layers = placement.FirstOnGpu > 0 ? Tr($"{placement.FirstOnGpu} of {placement.Layers} layers in host memory ({LayerSwitch(plan.Request)})")
            : placement.HeadOnGpu ? null
            : Tr($"the head in host memory ({LayerSwitch(plan.Request)})");
        var experts = placement.HostExpertLayers == 0 ? null
            : placement.HostExpertLayers >= placement.Layers ? Tr($"all routed experts in host memory ({ExpertSwitch(plan.Request.Engine.Engine, null)})")
            : Tr($"routed experts of the first {placement.HostExpertLayers} layers in host memory ({ExpertSwitch(plan.Request.Engine.Engine, placement.HostExpertLayers)})");
        if (layers is not null || experts is not null)
            return string.Join(", ", new[] { layers, experts }.OfType<string>());
        return (plan.Gpus, plan.Request.Settings.RowSplit) switch
        {
            (1, _) => Tr("every layer on the GPU"),
            (_, true) => Tr("every layer on the GPUs, split by rows, the cache on the first"),
            _ => Tr($"every layer on the GPUs, split by layer{SplitOf(plan)}"),
        };
    }

    /// <summary>The layers of each card, where the cards differ: <c>, 43 and 22</c>, with the switch where the program has one.</summary>
    private static string SplitOf(LlamaCppPlan plan)
    {
        var layers = plan.Request.Settings.TensorSplit;
        if (layers.IsEmpty)
            return string.Empty;
        var each = string.Join(',', layers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
        return plan.Request.Engine.Kind == EngineKind.Ollama ? $" {each.Replace(",", " : ", StringComparison.Ordinal)}" : $" (-ts {each})";
    }

    private static string LayerSwitch(EstimateRequest request) => string.Create(CultureInfo.InvariantCulture, $"{LayerSwitchName(request.Engine.Engine)} {request.Settings.GpuLayers ?? 0}");

    private static string LayerSwitchName(Engine engine) => engine switch
    {
        { Kind: EngineKind.Ollama } => "num_gpu",
        _ when engine == KnownEngines.KoboldCpp => "--gpulayers",
        _ when engine == KnownEngines.LmStudio => "GPU offload",
        _ => "-ngl",
    };

    private static string ExpertSwitch(Engine engine, int? layers) => engine switch
    {
        _ when engine == KnownEngines.KoboldCpp => $"--moecpu{Number(layers)}",
        _ when engine == KnownEngines.LmStudio => $"MoE weights on CPU{Number(layers)}",
        _ => layers is null ? "--cpu-moe" : $"--n-cpu-moe{Number(layers)}",
    };

    private static string Number(int? layers) => layers is { } number ? string.Create(CultureInfo.InvariantCulture, $" {number}") : string.Empty;
}
