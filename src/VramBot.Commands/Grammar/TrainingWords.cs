using System.Collections.Frozen;
using System.Collections.Immutable;
using VramBot.Core.Catalogs;
using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Estimation.Training;

namespace VramBot.Commands.Grammar;

/// <summary>How people write the values of training options; what frameworks call them too, so that it can be pasted.</summary>
/// <remarks>Source of the optimizers' names: huggingface/transformers, training_args.py (OptimizerNames); pytorch/torchtune and bitsandbytes by class name.</remarks>
public static class TrainingWords
{
    private static readonly FrozenDictionary<string, TrainingTask> Tasks = Table(
        (TrainingTask.LowRank, "lora dora rslora peft"),
        (TrainingTask.QuantizedLowRank, "qlora qdora"),
        (TrainingTask.Full, "full full-finetune full-fine-tune full-finetuning full-fine-tuning fft train training finetune fine-tune finetuning fine-tuning sft"),
        (TrainingTask.Pretrain, "pretrain pretraining pre-train pre-training cpt"));

    private static readonly FrozenDictionary<string, OptimizerKind> Optimizers = Table(
        (OptimizerKind.AdamW, "adamw adam adamw-torch adamw-foreach adamw-hf torch.optim.adamw"),
        (OptimizerKind.FusedAdamW, "adamw-fused adamw-torch-fused adamw-apex-fused fused-adamw fusedadam fused-adam"),
        (OptimizerKind.AdamW8Bit, "adamw-8bit adamw-bnb-8bit adamw8bit adam-8bit adam8bit adamw-torch-8bit bnb.optim.adamw8bit bitsandbytes.optim.adamw8bit torchao.optim.adamw8bit"),
        (OptimizerKind.PagedAdamW8Bit, "paged-adamw-8bit pagedadamw8bit paged-adam-8bit bitsandbytes.optim.pagedadamw8bit bnb.optim.pagedadamw8bit"),
        (OptimizerKind.PagedAdamW, "paged-adamw paged-adamw-32bit pagedadamw pagedadamw32bit bitsandbytes.optim.pagedadamw"),
        (OptimizerKind.Adafactor, "adafactor"),
        (OptimizerKind.Sgd, "sgd torch.optim.sgd"),
        (OptimizerKind.SgdMomentum, "sgd-momentum momentum sgdm"),
        (OptimizerKind.Lion, "lion lion-32bit"),
        (OptimizerKind.Lion8Bit, "lion-8bit lion8bit"),
        (OptimizerKind.Lomo, "lomo adalomo"),
        (OptimizerKind.GaLore, "galore galore-adamw"),
        (OptimizerKind.Muon, "muon"),
        (OptimizerKind.BAdam, "badam"));

    private static readonly FrozenDictionary<string, Checkpointing> Checkpoints = Table(
        (Core.Estimation.Training.Checkpointing.Full, "on full true yes 1 enabled"),
        (Core.Estimation.Training.Checkpointing.None, "off none false no 0 disabled"),
        (Core.Estimation.Training.Checkpointing.Selective, "selective"),
        (Core.Estimation.Training.Checkpointing.Offloaded, "offload offloaded unsloth cpu"));

    private static readonly FrozenDictionary<string, Sharding> Shards = Table(
        (Core.Estimation.Training.Sharding.None, "0 ddp none off no zero0 zero-0 stage0"),
        (Core.Estimation.Training.Sharding.OptimizerStates, "1 zero1 zero-1 stage1 stage-1 distributed-optimizer"),
        (Core.Estimation.Training.Sharding.Gradients, "2 zero2 zero-2 stage2 stage-2"),
        (Core.Estimation.Training.Sharding.Zero3, "3 zero3 zero-3 stage3 stage-3"),
        (Core.Estimation.Training.Sharding.FullyShardedFlat, "fsdp fsdp1 full-shard"),
        (Core.Estimation.Training.Sharding.FullyShardedTensors, "fsdp2"),
        (Core.Estimation.Training.Sharding.FullyShardedGradients, "fsdp-grad-op shard-grad-op grad-op"),
        (Core.Estimation.Training.Sharding.Hybrid, "hsdp hybrid hybrid-shard"));

    private static readonly FrozenDictionary<string, TrainingOffload> Offloads = Table(
        (TrainingOffload.None, "none off no 0"),
        (TrainingOffload.Optimizer, "optimizer optim optimizer-states"),
        (TrainingOffload.All, "all params parameters params+optimizer weights cpu"));

    private static readonly FrozenDictionary<string, SamplePacking> Packings = Table(
        (SamplePacking.Packed, "on true yes packed 1 packing"),
        (SamplePacking.Padded, "off false no padded none 0 padding"),
        (SamplePacking.PaddingFree, "padding-free paddingfree flattening free"));

    private static readonly FrozenDictionary<string, AdapterTargets> Projections = Table(
        (AdapterTargets.AllLinear, "all-linear all linear"),
        (AdapterTargets.Attention, "attention attn qkvo"),
        (AdapterTargets.QueryValue, "qv"),
        (AdapterTargets.Query | AdapterTargets.Key | AdapterTargets.Value, "qkv wqkv c-attn query-key-value"),
        (AdapterTargets.FeedForward, "mlp ffn feed-forward"),
        (AdapterTargets.Query, "q query wq"),
        (AdapterTargets.Key, "k key wk"),
        (AdapterTargets.Value, "v value wv"),
        (AdapterTargets.Output, "o out output wo dense"),
        (AdapterTargets.Gate, "gate w1"),
        (AdapterTargets.Up, "up w3 fc1"),
        (AdapterTargets.Down, "down w2 fc2"),
        (AdapterTargets.Gate | AdapterTargets.Up, "gate-up"),
        (AdapterTargets.Recurrent, "recurrent"),
        (AdapterTargets.Head, "head lm-head"),
        (AdapterTargets.Experts | AdapterTargets.FeedForward, "experts"));

    /// <summary>The names that are offered, one a kind.</summary>
    public static ImmutableArray<string> OptimizerNames { get; } =
    [
        "adamw", "adamw-fused", "adamw-8bit", "paged-adamw-8bit", "paged-adamw", "adafactor", "sgd", "sgd-momentum", "lion", "lion-8bit", "lomo", "galore", "muon", "badam",
    ];

    /// <summary>The task of a word, or null.</summary>
    public static TrainingTask? Task(string text) => Found(Tasks, text);

    /// <summary>The optimizer of a name, or null.</summary>
    public static OptimizerKind? Optimizer(string text) => Found(Optimizers, text);

    /// <summary>What is kept for the backward pass, or null.</summary>
    public static Checkpointing? Checkpointing(string text) => Found(Checkpoints, text);

    /// <summary>What ranks divide, or null.</summary>
    public static Sharding? Sharding(string text) => Found(Shards, text);

    /// <summary>What lies in host memory, or null.</summary>
    public static TrainingOffload? Offload(string text) => Found(Offloads, text);

    /// <summary>How samples become rows, or null.</summary>
    public static SamplePacking? Packing(string text) => Found(Packings, text);

    /// <summary>The offered name of an optimizer.</summary>
    public static string NameOf(OptimizerKind kind) => OptimizerNames.First(name => Optimizers[name] == kind);

    /// <summary>Whether a word says nothing but that something is inferred from the model, not trained.</summary>
    public static bool IsInference(string text) => Plain(text) is "inference" or "infer" or "serve" or "serving" or "generate";

    /// <summary>The offered optimizer nearest to a mistyped one, or null.</summary>
    public static string? NearestOptimizer(string text)
    {
        var plain = Plain(text);
        var most = Math.Max(1, Math.Min(3, plain.Length / 3));
        return Optimizers.Select(pair => (pair.Value, Distance: EditDistance.Between(pair.Key, plain, most))).Where(near => near.Distance <= most)
            .OrderBy(near => near.Distance).ThenBy(near => near.Value).Select(near => NameOf(near.Value)).FirstOrDefault();
    }

    /// <summary>A word or a list of projections, with or without <c>_proj</c>, brackets and quotes; null when one of them is none.</summary>
    public static AdapterTargets? Targets(string text)
    {
        var sum = AdapterTargets.None;
        foreach (var word in text.Split([',', ' ', '+', ';', '[', ']', '(', ')', '\''], StringSplitOptions.RemoveEmptyEntries))
        {
            var plain = Plain(word);
            var stem = plain.EndsWith("-proj", StringComparison.Ordinal) ? plain[..^"-proj".Length] : plain;
            if (Found(Projections, stem) is not { } found)
                return null;
            sum |= found;
        }

        return sum == AdapterTargets.None ? null : sum;
    }

    private static string Plain(string text) => text.Trim().ToLowerInvariant().Replace('_', '-');

    private static T? Found<T>(FrozenDictionary<string, T> table, string text)
        where T : struct => table.TryGetValue(Plain(text), out var value) ? value : null;

    private static FrozenDictionary<string, T> Table<T>(params ReadOnlySpan<(T Value, string Words)> rows)
    {
        var table = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (value, words) in rows)
            foreach (var word in words.Split(' '))
                table.Add(word, value);
        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
