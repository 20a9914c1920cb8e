using VramBot.Core.Estimation.Adapters;

namespace VramBot.Hub;

/// <summary>What adapter_config.json calls the projections (PEFT's target_modules).</summary>
internal static class AdapterNames
{
    private static readonly Dictionary<string, AdapterTargets> Known = new(StringComparer.Ordinal)
    {
        ["q_proj"] = AdapterTargets.Query,
        ["q_a_proj"] = AdapterTargets.Query,
        ["q_b_proj"] = AdapterTargets.Query,
        ["k_proj"] = AdapterTargets.Key,
        ["kv_a_proj_with_mqa"] = AdapterTargets.Key,
        ["kv_b_proj"] = AdapterTargets.Key,
        ["v_proj"] = AdapterTargets.Value,
        ["o_proj"] = AdapterTargets.Output,
        ["out_proj"] = AdapterTargets.Output | AdapterTargets.Recurrent,
        ["dense"] = AdapterTargets.Output,
        ["qkv_proj"] = AdapterTargets.Query | AdapterTargets.Key | AdapterTargets.Value,
        ["query_key_value"] = AdapterTargets.Query | AdapterTargets.Key | AdapterTargets.Value,
        ["c_attn"] = AdapterTargets.Query | AdapterTargets.Key | AdapterTargets.Value,
        ["Wqkv"] = AdapterTargets.Query | AdapterTargets.Key | AdapterTargets.Value,
        ["gate_proj"] = AdapterTargets.Gate,
        ["w1"] = AdapterTargets.Gate,
        ["up_proj"] = AdapterTargets.Up,
        ["w3"] = AdapterTargets.Up,
        ["gate_up_proj"] = AdapterTargets.Gate | AdapterTargets.Up,
        ["dense_h_to_4h"] = AdapterTargets.Up,
        ["fc1"] = AdapterTargets.Up,
        ["c_fc"] = AdapterTargets.Up,
        ["down_proj"] = AdapterTargets.Down,
        ["w2"] = AdapterTargets.Down,
        ["dense_4h_to_h"] = AdapterTargets.Down,
        ["fc2"] = AdapterTargets.Down,
        ["in_proj"] = AdapterTargets.Recurrent,
        ["in_proj_qkvz"] = AdapterTargets.Recurrent,
        ["lm_head"] = AdapterTargets.Head,
    };

    /// <summary>The projections, by the last part of each name; every linear layer where none is one that is known (patterns, <c>all-linear</c>).</summary>
    public static AdapterTargets TargetsOf(IEnumerable<string> modules)
    {
        var targets = modules.Select(module => Known.GetValueOrDefault(module[(module.LastIndexOf('.') + 1)..])).Aggregate(AdapterTargets.None, (all, one) => all | one);
        return targets == AdapterTargets.None ? AdapterTargets.AllLinear : targets;
    }
}
