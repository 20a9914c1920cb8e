namespace VramBot.Core.Fitting;

/// <summary>What a suggestion changes.</summary>
public enum SuggestionKind
{
    /// <summary>A smaller weight format.</summary>
    WeightFormat,

    /// <summary>A smaller cache format.</summary>
    CacheFormat,

    /// <summary>A shorter context.</summary>
    Context,

    /// <summary>A smaller cache format beside a smaller weight format.</summary>
    CacheAndWeightFormat,

    /// <summary>Fewer users at once.</summary>
    Users,

    /// <summary>Some layers, or their experts, in host memory.</summary>
    HostMemory,

    /// <summary>A smaller model of the same family.</summary>
    SmallerModel,

    /// <summary>More GPUs.</summary>
    MoreGpus,

    /// <summary>A better weight format, because there is room.</summary>
    BetterFormat,

    /// <summary>Training: LoRA instead of every weight, or beside 16-bit weights instead of quantized ones where there is room.</summary>
    LowRank,

    /// <summary>Training: QLoRA, adapters beside quantized weights.</summary>
    QuantizedLowRank,

    /// <summary>Training: every weight instead of adapters, because there is room.</summary>
    FullTraining,

    /// <summary>Training: head and loss in one kernel, some rows at a time.</summary>
    FusedLoss,

    /// <summary>Training: a smaller micro-batch, more of them for a step.</summary>
    MicroBatch,

    /// <summary>Training: a larger micro-batch, because there is room.</summary>
    LargerMicroBatch,

    /// <summary>Training: only layers' inputs are kept, the rest is computed again.</summary>
    Checkpointing,

    /// <summary>Training: layers' inputs in host memory.</summary>
    OffloadedCheckpoints,

    /// <summary>Training: nothing is computed again, because there is room.</summary>
    KeptActivations,

    /// <summary>Training: the ranks divide weights, gradients and states.</summary>
    Sharding,

    /// <summary>Training: an optimizer with smaller states.</summary>
    Optimizer,

    /// <summary>Training: the optimizer in host memory.</summary>
    Offload,

    /// <summary>Training: a framework whose recipe takes less.</summary>
    Framework,

    /// <summary>Training: shorter samples.</summary>
    SampleLength,

    /// <summary>Training: several changes that take nothing from the result, where one is not enough.</summary>
    Together,
}
