namespace VramBot.Core.Estimation.Training;

/// <summary>What a training run changes.</summary>
public enum TrainingTask
{
    /// <summary>LoRA: low-rank adapters beside 16-bit weights that stay as they are (arXiv:2106.09685).</summary>
    LowRank,

    /// <summary>QLoRA: the same beside quantized weights (arXiv:2305.14314).</summary>
    QuantizedLowRank,

    /// <summary>Full fine-tuning: every weight.</summary>
    Full,

    /// <summary>Pre-training: every weight, from the beginning.</summary>
    Pretrain,
}
