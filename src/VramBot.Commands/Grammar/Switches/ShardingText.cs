using VramBot.Core.Estimation.Training;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Grammar.Switches;

/// <summary>What people write behind <c>--deepspeed</c>, <c>--fsdp</c> and <c>--zero_stage</c>, and behind lists of modules.</summary>
internal static class ShardingText
{
    /// <summary>What to write.</summary>
    public static string Expected => Tr("write zero1, zero2, zero3, zero3_offload, full_shard, shard_grad_op or hybrid_shard; a file of your own is said with zero:3 and offload:optimizer");

    /// <summary>
    /// A preset's name, a file that says its stage in its name (<c>ds_z3_offload_config.json</c>), or FSDP's strategy with what it wraps by. Offloading with stage 3 keeps weights in host
    /// memory too, as the frameworks' presets of that name do.
    /// </summary>
    public static (Sharding Sharding, TrainingOffload? Offload)? Read(string text)
    {
        var words = text.ToLowerInvariant().Split(['/', ' ', ','], StringSplitOptions.RemoveEmptyEntries);
        var plain = string.Join(' ', words.Where(word => word is not "auto_wrap")).Replace('-', '_');
        var last = words.Length == 0 ? string.Empty : words[^1].Replace(".json", string.Empty, StringComparison.Ordinal).Replace('-', '_');
        var offloads = plain.Contains("offload", StringComparison.Ordinal);
        if (TrainingWords.Sharding(plain.Replace(" offload", string.Empty, StringComparison.Ordinal).Replace("_offload", string.Empty, StringComparison.Ordinal)) is { } named)
            return (named, Offload(named, offloads));
        var staged = Stage(last);
        return staged is null ? null : (staged.Value, Offload(staged.Value, offloads));
    }

    /// <summary>Whether a list of modules names the embedding or the head.</summary>
    public static bool NamesEnds(string text) =>
        text.Contains("embed", StringComparison.OrdinalIgnoreCase) || text.Contains("head", StringComparison.OrdinalIgnoreCase) || text.Contains("wte", StringComparison.OrdinalIgnoreCase);

    private static Sharding? Stage(string name) => name switch
    {
        _ when Says(name, '1') => Sharding.OptimizerStates,
        _ when Says(name, '2') => Sharding.Gradients,
        _ when Says(name, '3') => Sharding.Zero3,
        _ => null,
    };

    private static bool Says(string name, char stage) =>
        name.Contains($"zero{stage}", StringComparison.Ordinal) || name.Contains($"zero_{stage}", StringComparison.Ordinal) || name.Contains($"z{stage}", StringComparison.Ordinal)
            || name.Contains($"stage{stage}", StringComparison.Ordinal) || name.Contains($"stage_{stage}", StringComparison.Ordinal);

    private static TrainingOffload? Offload(Sharding sharding, bool offloads) =>
        !offloads ? null : sharding is Sharding.OptimizerStates or Sharding.Gradients ? TrainingOffload.Optimizer : TrainingOffload.All;
}
