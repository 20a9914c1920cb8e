using VramBot.Core.Engines;

namespace VramBot.Core.Estimation.Training;

/// <summary>What the loss takes for a token: bytes a word of the vocabulary, and of the last hidden state.</summary>
/// <remarks>
/// <para>Formula: c · V / tensor-parallel ranks + tail; tail = 6 h (the last hidden state and the 32-bit copy of its norm), 8 h when norms are trained, 4 h with fused kernels.</para>
/// <para>Source of c: huggingface/transformers, loss/loss_utils.py and the models' forward passes at 4.45, 4.46 and 4.50; pytorch/torchtune, modules/loss; Lightning-AI/litgpt,
/// utils.py (chunked_cross_entropy); linkedin/Liger-Kernel, ops/fused_linear_cross_entropy.py; NVIDIA/Megatron-LM, core/tensor_parallel/cross_entropy.py. The published peaks whose loss is the
/// largest moment follow them to 0.5 % (foundation-model-stack/fms-acceleration, benchmarks: 12 and 14).</para>
/// </remarks>
internal static class LossMemory
{
    private const int Half = 2;

    private static readonly EngineVersion FirstSharedLoss = new(4, 48);

    /// <summary>Bytes a token.</summary>
    public static double PerToken(TrainingStep step)
    {
        var network = step.Network;
        if (step.Run.Loss == LossKernel.None)
            return 0;
        var tail = network.HiddenSize * (step.Run.FusedKernels ? 4.0 : step.Run.TrainsAllWeights ? 8.0 : 6.0);
        return (PerWord(KernelOf(step)) * network.VocabularySize / step.Tensor) + (tail * step.ComputeWidth / Half);
    }

    /// <summary>
    /// The run's kernel, or what the model's own code does instead: Granite's casts its logits itself, which frees the 16-bit ones, until Transformers 4.48
    /// (modeling_granite.py).
    /// </summary>
    private static LossKernel KernelOf(TrainingStep step) => step.Run.Loss switch
    {
        LossKernel.ShiftedCopy or LossKernel.ShiftedCopyKeepingLogits when NeverCasts(step) => LossKernel.FusedCrossEntropy,
        LossKernel.ShiftedCopyKeepingLogits when CastsItself(step) => LossKernel.ShiftedCopy,
        LossKernel.FusedCrossEntropyKeepingLogits when CastsItself(step) => LossKernel.FusedCrossEntropy,
        var kernel => kernel,
    };

    /// <summary>GPT-BigCode's code shifts and loses in 16 bit until then: logits, copy, log-softmax and gradient, 8 bytes a logit, as many as a fused cross-entropy (modeling_gpt_bigcode.py).</summary>
    private static bool NeverCasts(TrainingStep step) =>
        step.Request.Model.Architecture.StartsWith("GPTBigCode", StringComparison.Ordinal) && step.Request.Engine.Version < FirstSharedLoss;

    public static bool CastsItself(TrainingStep step) =>
        step.Request.Model.Architecture.StartsWith("Granite", StringComparison.Ordinal) && step.Request.Engine.Version < FirstSharedLoss;

    /// <summary>Bytes a logit, c.</summary>
    public static double PerWord(LossKernel kernel) => kernel switch
    {
        LossKernel.ShiftedCopy => 12,
        LossKernel.ShiftedCopyKeepingLogits => 14,
        LossKernel.ShiftedLabels => 10,
        LossKernel.KeptForMetrics => 16,
        LossKernel.FusedCrossEntropy => 8,
        LossKernel.FusedCrossEntropyKeepingLogits => 10,
        LossKernel.HalfPrecision or LossKernel.Compiled => 6,
        LossKernel.Chunked => 4,
        LossKernel.FusedLinear => 0.9,
        LossKernel.VocabularyParallel => 8,
        _ => 0,
    };
}
