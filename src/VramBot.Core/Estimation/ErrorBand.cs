using VramBot.Core.Units;

namespace VramBot.Core.Estimation;

/// <summary>How far measured cases of a kind lie from their estimates: the band around a total.</summary>
/// <remarks>
/// <para>Formula: each part by its own error, low = Σ part · (1 − below), high = Σ part · (1 + above).</para>
/// <para>Source: the accuracy report over the measured cases in tests/cases (90th percentile by component).</para>
/// </remarks>
public sealed record ErrorBand
{
    /// <summary>llama.cpp: buffers to the byte or a few percent; context and kernel pools 0.15 to 0.75 GiB by card and driver.</summary>
    public static ErrorBand LlamaCpp { get; } = new()
    {
        Source = "2,600 set-ups of llama.cpp's own allocator and 95 logs",
        Buffers = new(0.05, 0.11),
        Fixed = new(0.6, 0.65),
    };

    /// <summary>vLLM before 0.17: the sorting sampler, and graphs and libraries that followed no rule (0.03 to 1.1 GiB in V0).</summary>
    public static ErrorBand VllmBeforeFusedSampler { get; } = new()
    {
        Source = "83 runs of vLLM before 0.17",
        Weights = new(0.01, 0.05),
        Buffers = new(0.4, 0.4),
        Fixed = new(0.8, 0.6),
    };

    /// <summary>vLLM from 0.17 on: weights 0.5 %, activations 2 %, graphs 25 %, what libraries take beside the allocator by node.</summary>
    public static ErrorBand Vllm { get; } = new()
    {
        Source = "48 runs of vLLM 0.17 and later",
        Weights = new(0.005, 0.01),
        Buffers = new(0.05, 0.05),
        Fixed = new(0.25, 0.3),
    };

    /// <summary>SGLang: few runs, so wider.</summary>
    public static ErrorBand Sglang { get; } = new()
    {
        Source = "21 SGLang runs",
        Weights = new(0.006, 0.03),
        Buffers = new(0.3, 0.3),
        Fixed = new(0.3, 0.5),
    };

    /// <summary>TensorRT-LLM, lmdeploy, ExLlama: their own rules, held against a handful of runs.</summary>
    public static ErrorBand FewServingRuns { get; } = new()
    {
        Source = "the engine's own rules and 5 runs",
        Weights = new(0.01, 0.05),
        Buffers = new(0.3, 0.4),
        Fixed = new(0.4, 0.5),
    };

    /// <summary>
    /// Transformers: allocations to 0.1 %, what the allocator keeps beyond them by fragmentation, and 0.5 to 1.3 GiB beside it (the larger figure as NVML
    /// counted it on an A100, the driver's own share included).
    /// </summary>
    public static ErrorBand Transformers { get; } = new()
    {
        Source = "PyTorch's arithmetic and 20 published runs of one model",
        Weights = new(0.005, 0.02),
        Buffers = new(0.1, 0.5),
        Fixed = new(0.4, 1),
    };

    /// <summary>MLX: printed peaks within 2 % of two models on one chip; what Python and Metal take beside them is not known.</summary>
    public static ErrorBand Mlx { get; } = new()
    {
        Source = "10 printed peaks of mlx-lm on an M4 Max; the process itself not measured",
        Weights = new(0.005, 0.02),
        Cache = new(0.05, 0.15),
        Buffers = new(0.3, 1),
        Fixed = new(0.5, 1),
    };

    /// <summary>Only a number of weights is known: shapes of one size differ by a tenth in what surrounds the weights.</summary>
    public static ErrorBand SizeOnly { get; } = new()
    {
        Source = "a typical shape of that size",
        Weights = new(0.05, 0.1),
        Cache = new(0.6, 1.5),
        Buffers = new(0.5, 0.5),
        Fixed = new(0.4, 0.5),
    };

    /// <summary>What the errors were read off, in words.</summary>
    public required string Source { get; init; }

    /// <summary>Error of weights.</summary>
    public ErrorShare Weights { get; init; } = new(0.001, 0.001);

    /// <summary>Error of the cache.</summary>
    public ErrorShare Cache { get; init; } = new(0.001, 0.015);

    /// <summary>Error of activations and compute buffers.</summary>
    public required ErrorShare Buffers { get; init; }

    /// <summary>Error of graphs, context and what libraries take.</summary>
    public required ErrorShare Fixed { get; init; }

    /// <summary>The band of one part.</summary>
    public (Bytes Low, Bytes High) Around(MemoryPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        var share = part.Kind switch
        {
            PartKind.Weights or PartKind.Adapters => Weights,
            PartKind.Cache or PartKind.States => Cache,
            PartKind.Activations or PartKind.ComputeBuffer => Buffers,
            _ => Fixed,
        };
        return (part.Size.Scale(1 - share.Below), part.Size.Scale(1 + share.Above));
    }
}
