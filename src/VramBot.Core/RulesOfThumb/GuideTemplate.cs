using System.Collections.Immutable;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Units;

namespace VramBot.Core.RulesOfThumb;

/// <summary>The master template of the "Ultimate VRAM Calculator Guide: How Much GPU Memory Do You Need for AI Models in 2026?": rules of thumb, kept as they are printed.</summary>
/// <remarks>
/// <para>Letters: P parameters, b bits of a number, L layers, h hidden size, s tokens, B sequences, r rank of adapters. Units: bytes; the guide prints gigabytes of 10^9, and sometimes means 2^30.</para>
/// <para>It counts the cache of every attention head, puts a fifth on top of the weights, and caches while it trains: where a worked example of the guide contradicts these formulas, they stand.</para>
/// </remarks>
public static class GuideTemplate
{
    /// <summary>What the guide puts on top of weights: "embedding tables, padding, framework bookkeeping".</summary>
    public const double WeightOverhead = 1.2;

    /// <summary>The share of a forward pass's activations that inference holds at once.</summary>
    public const double InferenceActivations = 0.1;

    /// <summary>The share of activations that training adapters keeps.</summary>
    public const double AdapterActivations = 0.3;

    /// <summary>The share of activations that gradient checkpointing leaves ("70 % savings").</summary>
    public const double CheckpointedActivations = 0.3;

    /// <summary>Bits of trained weights: 32-bit master weights.</summary>
    public const int MasterBits = 32;

    /// <summary>Bits of gradients, activations and caches in training, and of frozen weights.</summary>
    public const int HalfBits = 16;

    /// <summary>CUDA_Overhead = 0.5 GB.</summary>
    public static Bytes CudaOverhead { get; } = Bytes.FromBytes(500_000_000);

    /// <summary>Model_Weights = P × b / 8 × 1.2.</summary>
    public static Bytes Weights(ParameterCount parameters, double bits, double overhead = WeightOverhead) => Size(parameters.Count * bits / 8 * overhead);

    /// <summary>KV_Cache = 2 × L × h × s × B × b / 8.</summary>
    public static Bytes Cache(RuleShape shape, TokenCount tokens, int sequences, double bits) => Size(2 * Rows(shape, tokens, sequences) * bits / 8);

    /// <summary>Activations = B × s × h × L × b / 8, all of them, as training keeps them.</summary>
    public static Bytes Activations(RuleShape shape, TokenCount tokens, int sequences, double bits) => Size(Rows(shape, tokens, sequences) * bits / 8);

    /// <summary>Gradients = P × b / 8.</summary>
    public static Bytes Gradients(ParameterCount parameters, double bits = HalfBits) => Size(parameters.Count * bits / 8);

    /// <summary>Optimizer_States = P × bytes: 8 for Adam, by <see cref="OptimizerBytes"/>.</summary>
    public static Bytes OptimizerStates(ParameterCount parameters, int bytes) => Size((double)parameters.Count * bytes);

    /// <summary>Bytes a parameter of the optimizers that the guide names: Adam 8, 8-bit Adam 2, Adafactor 4, SGD none; null for others.</summary>
    public static int? OptimizerBytes(OptimizerKind optimizer) => optimizer switch
    {
        OptimizerKind.AdamW or OptimizerKind.FusedAdamW or OptimizerKind.PagedAdamW => 8,
        OptimizerKind.AdamW8Bit or OptimizerKind.PagedAdamW8Bit => 2,
        OptimizerKind.Adafactor => 4,
        OptimizerKind.Sgd => 0,
        _ => null,
    };

    /// <summary>LoRA_Trainable_Params = 2 × L × h × r: one pair of matrices a layer.</summary>
    public static ParameterCount AdapterParameters(RuleShape shape, int rank)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return new(2L * shape.Layers * shape.HiddenSize * rank);
    }

    /// <summary>VRAM_Inference = weights × 1.2 + cache + activations × 0.1 + 0.5 GB, the cache in the bits of the weights unless others are named.</summary>
    public static ImmutableArray<RulePart> Inference(RuleShape shape, TokenCount tokens, int sequences, double bits, double? cacheBits = null) =>
    [
        new(RulePartKind.Weights, Weights(Known(shape).Parameters, bits)),
        new(RulePartKind.Cache, Cache(shape, tokens, sequences, cacheBits ?? bits)),
        new(RulePartKind.Activations, Activations(shape, tokens, sequences, bits).Scale(InferenceActivations)),
        new(RulePartKind.Overhead, CudaOverhead),
    ];

    /// <summary>VRAM_Training = 32-bit weights × 1.2 + cache + activations + optimizer states + 16-bit gradients + 0.5 GB.</summary>
    public static ImmutableArray<RulePart> Training(RuleShape shape, TokenCount tokens, int sequences, int optimizerBytes, bool isCheckpointed = false) =>
    [
        new(RulePartKind.Weights, Weights(Known(shape).Parameters, MasterBits)),
        new(RulePartKind.Cache, Cache(shape, tokens, sequences, HalfBits)),
        new(RulePartKind.Activations, Activations(shape, tokens, sequences, HalfBits).Scale(isCheckpointed ? CheckpointedActivations : 1)),
        new(RulePartKind.OptimizerStates, OptimizerStates(shape.Parameters, optimizerBytes)),
        new(RulePartKind.Gradients, Gradients(shape.Parameters)),
        new(RulePartKind.Overhead, CudaOverhead),
    ];

    /// <summary>VRAM_LoRA = frozen weights × 1.2 + cache + activations × 0.3 + states and gradients of the adapters + 0.5 GB. For QLoRA the frozen weights have their own bits.</summary>
    public static ImmutableArray<RulePart> LowRank(RuleShape shape, TokenCount tokens, int sequences, int rank, int optimizerBytes = 8, double bits = HalfBits) =>
    [
        new(RulePartKind.Weights, Weights(Known(shape).Parameters, bits)),
        new(RulePartKind.Cache, Cache(shape, tokens, sequences, HalfBits)),
        new(RulePartKind.Activations, Activations(shape, tokens, sequences, HalfBits).Scale(AdapterActivations)),
        new(RulePartKind.OptimizerStates, OptimizerStates(AdapterParameters(shape, rank), optimizerBytes)),
        new(RulePartKind.Gradients, Gradients(AdapterParameters(shape, rank))),
        new(RulePartKind.Overhead, CudaOverhead),
    ];

    /// <summary>The sum of the parts of a template.</summary>
    public static Bytes Total(ImmutableArray<RulePart> parts) => parts.Aggregate(Bytes.Zero, (sum, part) => sum + part.Size);

    private static RuleShape Known(RuleShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape;
    }

    private static double Rows(RuleShape shape, TokenCount tokens, int sequences) => (double)Known(shape).Layers * shape.HiddenSize * tokens.Count * sequences;

    private static Bytes Size(double bytes) => Bytes.FromBytes((long)Math.Round(bytes));
}
