using VramBot.Core.Models;

namespace VramBot.Core.Estimation.Adapters;

/// <summary>Which tensors a set of targets means, and how people write it.</summary>
public static class TargetRoles
{
    private static readonly (AdapterTargets Target, string Word)[] Words =
    [
        (AdapterTargets.Query, "q"), (AdapterTargets.Key, "k"), (AdapterTargets.Value, "v"), (AdapterTargets.Output, "o"), (AdapterTargets.Gate, "gate"),
        (AdapterTargets.Up, "up"), (AdapterTargets.Down, "down"), (AdapterTargets.Recurrent, "recurrent"), (AdapterTargets.Head, "head"), (AdapterTargets.Experts, "experts"),
    ];

    /// <summary>The target that a tensor of this role belongs to; none for those that never carry an adapter.</summary>
    public static AdapterTargets Of(TensorRole role) => role switch
    {
        TensorRole.Query or TensorRole.QueryUp => AdapterTargets.Query,
        TensorRole.Key or TensorRole.LatentDown or TensorRole.LatentKeyUp => AdapterTargets.Key,
        TensorRole.Value or TensorRole.LatentValueUp => AdapterTargets.Value,
        TensorRole.AttentionOutput or TensorRole.AttentionGate => AdapterTargets.Output,
        TensorRole.Gate or TensorRole.SharedGate => AdapterTargets.Gate,
        TensorRole.Up or TensorRole.SharedUp => AdapterTargets.Up,
        TensorRole.Down or TensorRole.SharedDown => AdapterTargets.Down,
        TensorRole.ExpertGate => AdapterTargets.Experts | AdapterTargets.Gate,
        TensorRole.ExpertUp => AdapterTargets.Experts | AdapterTargets.Up,
        TensorRole.ExpertDown => AdapterTargets.Experts | AdapterTargets.Down,
        TensorRole.RecurrentInput or TensorRole.RecurrentOutput => AdapterTargets.Recurrent,
        TensorRole.OutputHead => AdapterTargets.Head,
        _ => AdapterTargets.None,
    };

    /// <summary>Whether a tensor carries an adapter.</summary>
    public static bool Carries(this AdapterTargets targets, TensorRole role) => Of(role) is not AdapterTargets.None and var needed && (targets & needed) == needed;

    /// <summary>The targets as a person types them: <c>all-linear</c>, <c>attention</c>, <c>qv</c>, or a list such as <c>q,v,down</c>.</summary>
    public static string Typed(AdapterTargets targets) => targets switch
    {
        AdapterTargets.AllLinear => "all-linear",
        AdapterTargets.Attention => "attention",
        AdapterTargets.QueryValue => "qv",
        _ => string.Join(',', Words.Where(word => targets.HasFlag(word.Target)).Select(word => word.Word)),
    };
}
