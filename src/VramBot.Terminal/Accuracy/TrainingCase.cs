using System.Globalization;
using System.Text.RegularExpressions;
using VramBot.Commands.Grammar;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Estimation.Training.Presets;
using VramBot.Core.Formats;
using VramBot.Core.Units;

namespace VramBot.Terminal.Accuracy;

/// <summary>What the cases of training say: the framework's preset, and every switch that the source states on top of it.</summary>
internal static partial class TrainingCase
{
    private const long UnstatedLength = 2048;

    /// <summary>The task, or null for inference and for tasks that are not known.</summary>
    public static TrainingTask? TaskOf(MeasuredCase measured) => measured.Task switch
    {
        "lora" => TrainingTask.LowRank,
        "qlora" => TrainingTask.QuantizedLowRank,
        "full" => TrainingTask.Full,
        "pretrain" => TrainingTask.Pretrain,
        _ => null,
    };

    /// <summary>The framework at the release that the source states, or that was the newest when it was written.</summary>
    public static EngineRelease? EngineOf(MeasuredCase measured)
    {
        var name = measured.Runtime.Split([' ', '+', '('], 2)[0];
        var engine = name switch
        {
            "fsdp" or "badam" or "galore" => KnownEngines.Transformers,
            "megatron-deepspeed" => KnownEngines.Megatron,
            _ => KnownEngines.All.Find(name),
        };
        if (engine is not { Trains: true })
            return null;
        if (RunsDeepSpeed(measured) && engine.Kind == EngineKind.Transformers)
            return KnownEngines.DeepSpeed.At(ReleaseDates.Transformers(measured.Date));
        if (engine.Kind == EngineKind.Transformers)
            return engine.At(ReleaseDates.Transformers(measured.Date));
        if (engine.Kind == EngineKind.Torchtune && measured.RuntimeVersion is null)
            return engine.At(ReleaseDates.Torchtune(measured.Date));
        return engine.At(measured.RuntimeVersion is { } text && EngineVersion.TryParse(text, out var version) ? version : ReleaseDates.Year(engine.Kind == EngineKind.MsSwift ? measured.Date?.Split('-')[0] + "-01" : measured.Date));
    }

    /// <summary>The request, or which fact the case lacks.</summary>
    public static Result<EstimateRequest> Request(MeasuredCase measured, TrainingTask task, EngineRelease engine, ModelMatch model, WeightFormat format, CacheFormat cache, Core.Gpus.Gpu? gpu)
    {
        var (tensor, pipeline) = ((int)Math.Max(1, measured.Tp ?? 1), (int)Math.Max(1, measured.Pp ?? 1));
        var context = measured.FlagNumber("context_parallel", "sequence_parallel_size") ?? 1;
        var ranks = Math.Max(1, measured.Cards / tensor / pipeline);
        var spread = SpreadsLayers(measured, engine) ? Math.Max(1, (int)(ranks / Math.Max(1, measured.Dp ?? 1))) : 1;
        var run = Switched(measured, Compared(measured, TrainingPresets.Of(engine, task, ranks / spread)), ranks / spread);
        return new EstimateRequest
        {
            Model = model.Entry,
            Weights = format,
            Keys = cache,
            Values = cache,
            Engine = engine,
            Context = new(SampleLengths.Of(measured, model.Entry)),
            Sequences = (int)Math.Max(1, (measured.Batch ?? 1) / (engine.Kind == EngineKind.TorchTitan ? pipeline : 1)) * SampleLengths.Answers(measured),
            Parallelism = new(tensor, pipeline * spread) { Copies = ranks / spread },
            Gpu = gpu,
            Training = run with { ContextParallel = context, ExpertParallel = (int)Math.Max(1, measured.Ep ?? 1) },
        };
    }

    /// <summary>PEFT's comparison of methods trains in pure bf16 without checkpointing, adapters on queries and values (huggingface/peft, method_comparison/MetaMathQA).</summary>
    private static TrainingRun Compared(MeasuredCase measured, TrainingRun preset) => measured.Runtime != "peft" || measured.Batch is null ? preset : preset with
    {
        Precision = TrainingPrecision.Half,
        Checkpointing = Checkpointing.None,
        Adapter = preset.Adapter is { } adapter ? adapter with { Targets = AdapterTargets.QueryValue } : null,
    };

    /// <summary>Qwen's own scripts launch full fine-tuning and QLoRA through DeepSpeed, on one card too (QwenLM/Qwen, finetune/*.sh).</summary>
    private static bool RunsDeepSpeed(MeasuredCase measured) =>
        measured.FlagNumber("zero_stage") is not null || (IsQwenScript(measured) && measured.Task is "full" or "qlora");

    private static bool IsQwenScript(MeasuredCase measured) => measured.Source.Contains("QwenLM/Qwen", StringComparison.Ordinal);

    /// <summary>Whether layers are spread over cards by device_map, one after another, as Transformers does without a launcher.</summary>
    private static bool SpreadsLayers(MeasuredCase measured, EngineRelease engine) =>
        engine.Kind == EngineKind.MsSwift && measured.Cards > 1 && measured.FlagNumber("zero_stage") is null && measured.FlagNumber("sequence_parallel_size") is null;

    /// <summary>The preset with what the case states.</summary>
    private static TrainingRun Switched(MeasuredCase measured, TrainingRun preset, int ranks) => preset with
    {
        Adapter = preset.Adapter is { } adapter ? AdapterOf(measured, adapter) : null,
        Precision = PrecisionOf(measured) ?? preset.Precision,
        Optimizer = OptimizerOf(measured.FlagText("optimizer")) ?? (IsPlainAdam(measured) ? PlainAdam(preset.Optimizer) : preset.Optimizer),
        MasterWeights = preset.MasterWeights || RunsDeepSpeed(measured),
        StepsInBackward = measured.FlagSwitch("optimizer_in_bwd") ?? (preset.StepsInBackward && !IsPlainAdam(measured)),
        Accumulation = measured.FlagNumber("gradient_accumulation") ?? Accumulation(measured, ranks) ?? preset.Accumulation,
        Checkpointing = measured.FlagSwitch("activation_offloading", "enable_activation_offloading") == true ? Checkpointing.Offloaded
            : CheckpointingOf(measured.FlagText("gradient_checkpointing", "recompute", "activation_checkpointing")) ?? preset.Checkpointing,
        Sharding = ShardingOf(measured) ?? preset.Sharding,
        Offload = OffloadOf(measured),
        SequenceParallel = measured.FlagSwitch("sequence_parallel") ?? preset.SequenceParallel,
        Attention = measured.FlagText("attn_implementation") is null ? preset.Attention : AttentionKernel.Flash,
        Loss = LossOf(measured, preset.Loss),
        FusedKernels = preset.FusedKernels || measured.FlagSwitch("liger") == true || measured.FlagSwitch("torch_compile") == true || IsFastKernels(measured),
        FloatResidual = FloatResidual(measured, preset, ranks),
        ExpandableSegments = measured.FlagText("alloc_conf")?.Contains("expandable", StringComparison.Ordinal) ?? preset.ExpandableSegments,
    };

    /// <summary>Whether a source says AdamW and nothing of 8 bits or paging, where a recipe's own optimizer would be such.</summary>
    private static bool IsPlainAdam(MeasuredCase measured) => measured.FlagText("optimizer")?.StartsWith("AdamW", StringComparison.Ordinal) == true && OptimizerOf(measured.FlagText("optimizer")) is null;

    private static OptimizerKind PlainAdam(OptimizerKind preset) => preset is OptimizerKind.AdamW or OptimizerKind.FusedAdamW ? preset : OptimizerKind.FusedAdamW;

    private static bool IsFastKernels(MeasuredCase measured) => measured.FlagText("framework_config")?.Contains("foak", StringComparison.Ordinal) == true;

    private static int? Accumulation(MeasuredCase measured, int ranks) =>
        measured.FlagNumber("global_batch") is { } global ? (int)Math.Max(1, global / (Math.Max(1, measured.Batch ?? 1) * ranks)) : null;

    private static LoraAdapter AdapterOf(MeasuredCase measured, LoraAdapter preset) => preset with
    {
        Rank = measured.FlagNumber("lora_rank") ?? preset.Rank,
        Targets = measured.FlagText("peft") is null or "lora" ? TargetsOf(measured.FlagText("lora_targets")) ?? preset.Targets : AdapterTargets.None,
        HasDropout = measured.FlagFraction("lora_dropout") is { } dropout ? dropout > 0 : preset.HasDropout,
        TrainsEmbeddings = measured.FlagText("modules_to_save") is not null,
        StatedParameters = measured.FlagFraction("trainable_params") is { } stated ? (long)stated : null,
    };

    /// <summary>Targets as sources write them: PEFT's module names, litgpt's switches, or a phrase.</summary>
    internal static AdapterTargets? TargetsOf(string? text)
    {
        if (text is null)
            return null;
        var targets = AdapterTargets.None;
        if (text.Contains("all", StringComparison.Ordinal) && text.Contains("linear", StringComparison.Ordinal))
            targets |= AdapterTargets.AllLinear;
        foreach (Match word in Word().Matches(text.ToLowerInvariant()))
            targets |= word.Value switch
            {
                "q_proj" or "query" or "q" => AdapterTargets.Query,
                "k_proj" or "key" or "k" => AdapterTargets.Key,
                "v_proj" or "value" or "v" => AdapterTargets.Value,
                "o_proj" or "projection" or "o" or "output_proj" => AdapterTargets.Output,
                "linear_qkv" => AdapterTargets.Query | AdapterTargets.Key | AdapterTargets.Value,
                "mlp" => AdapterTargets.FeedForward,
                "head" or "lm_head" => AdapterTargets.Head,
                "c_attn" => text.Contains("q_proj", StringComparison.Ordinal) ? AdapterTargets.None : AdapterTargets.Query | AdapterTargets.Key | AdapterTargets.Value,
                "c_proj" => AdapterTargets.Output | AdapterTargets.Down,
                "w1" => AdapterTargets.Up,
                "w2" => AdapterTargets.Gate,
                _ => AdapterTargets.None,
            };
        return targets == AdapterTargets.None ? null : targets;
    }

    private static TrainingPrecision? PrecisionOf(MeasuredCase measured) => measured.FlagText("mixed_precision", "precision") switch
    {
        _ when measured.Weights.Length == 0 => TrainingPrecision.Full,
        "none (pure)" or "bf16-true" => TrainingPrecision.Half,
        "bf16" or "fp16" when measured.FlagText("mixed_precision") is not null => TrainingPrecision.HalfAutocast,
        _ => null,
    };

    /// <summary>The optimizer that a source names, which more words may follow; a bare "AdamW" is the framework's own.</summary>
    internal static OptimizerKind? OptimizerOf(string? name)
    {
        if (name?.Split([',', '('], 2)[0].Trim() is not { } words || string.Equals(words, "AdamW", StringComparison.OrdinalIgnoreCase))
            return null;
        return TrainingWords.Optimizer(words.Replace(' ', '-')) ?? TrainingWords.Optimizer(words.Split(' ', '_', '-')[0]);
    }

    private static Checkpointing? CheckpointingOf(string? text) => text?.ToLowerInvariant() switch
    {
        null => null,
        "reentrant" => Checkpointing.Full,
        "per-op sac" => Checkpointing.Selective,
        var word => TrainingWords.Checkpointing(word),
    };

    private static Sharding? ShardingOf(MeasuredCase measured)
    {
        if (measured.FlagNumber("zero_stage") is { } stage)
            return TrainingWords.Sharding(stage.ToString(CultureInfo.InvariantCulture));
        return measured.FlagText("sharding") is { } text ? TrainingWords.Sharding(text.Replace(' ', '-')) ?? TrainingWords.Sharding(text.Split(' ', '-')[0]) : null;
    }

    private static TrainingOffload OffloadOf(MeasuredCase measured)
    {
        if (measured.FlagSwitch("optimizer_cpu_offload") == true)
            return TrainingOffload.Optimizer;
        return measured.FlagText("cpu_offload") switch
        {
            null or "False" or "false" => TrainingOffload.None,
            _ => TrainingOffload.All,
        };
    }

    /// <summary>The loss that is stated; embeddings, rankings and classes of whole sequences have a head of a few values, and no logits over the vocabulary.</summary>
    private static LossKernel LossOf(MeasuredCase measured, LossKernel preset)
    {
        if (measured.Model.Contains("Embedding", StringComparison.OrdinalIgnoreCase) || measured.Model.Contains("Reranker", StringComparison.OrdinalIgnoreCase)
            || measured.FlagText("rlhf_type") == "rm" || measured.Source.Contains("/seq_cls/", StringComparison.Ordinal))
            return LossKernel.None;
        if (measured.FlagSwitch("liger") == true || measured.FlagText("rlhf_type") == "grpo")
            return LossKernel.FusedLinear;
        if (measured.FlagText("loss", "loss_fn", "cross_entropy")?.Contains("chunk", StringComparison.OrdinalIgnoreCase) == true)
            return LossKernel.Chunked;
        return preset switch
        {
            _ when IsQwenScript(measured) && measured.FlagNumber("zero_stage") is null => RunsDeepSpeed(measured) ? LossKernel.HalfPrecision : LossKernel.ShiftedCopy,
            LossKernel.ShiftedCopy when IsFastKernels(measured) => LossKernel.FusedCrossEntropy,
            LossKernel.ShiftedCopyKeepingLogits when IsFastKernels(measured) => LossKernel.FusedCrossEntropyKeepingLogits,
            _ => preset,
        };
    }

    /// <summary>PEFT prepares a quantized model's norms in 32 bit; FSDP needs one type in a unit, and so goes without.</summary>
    private static bool FloatResidual(MeasuredCase measured, TrainingRun preset, int ranks) => measured.FlagText("framework_config") switch
    {
        { } config => config.StartsWith("baseline-peft", StringComparison.Ordinal) && ranks == 1,
        null => preset.FloatResidual && ranks == 1 && !RunsDeepSpeed(measured),
    };

    [GeneratedRegex(@"[a-z_0-9]+")]
    private static partial Regex Word();
}
