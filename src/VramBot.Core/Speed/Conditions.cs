using VramBot.Core.Engines;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;

namespace VramBot.Core.Speed;

/// <summary>What an engine makes of a card's nominal figures, at best or at worst.</summary>
/// <remarks>
/// <para>
/// Calibrated: the edges of what public figures show, held against others by the tests (tests/VramBot.Core.Tests/Speed). A share of the nominal bandwidth is lost to refresh, uneven access and the
/// tails of kernels; what is left of the difference between a model and a smaller format of it is a time a layer, in which kernels are started and run half empty.
/// </para>
/// <para>
/// llama.cpp: XiongjieDai/GPU-Benchmarks-on-LLM-Inference of May 2024, 8B in F16 and Q4_K_M: RTX 4090 54.8 and 130.6 tokens/s, so 0.98 of the bandwidth and 0.09 ms a layer; RTX 3090 47.4 and 115.4
/// (0.89; 0.10 ms); RTX 4080 40.6 and 108.2 (0.94; 0.08 ms); A100 54.6 and 138.3 (0.48); M2 Ultra 36.9 and 78.8 (0.90; 0.20 ms). The least time a layer: 0.025 ms on an RTX 4090, 0.07 ms on H100 and
/// B300 (LFM2.5-1.2B, pavlokhmel.com, June 2026), whose many units a single sequence does not fill. Arithmetic: 8B on an RTX 4090 9,382 prompt tokens/s in F16 and 7,139 in Q4_K_M, on an H100 PCIe 10,343.
/// Intel's cards lie lower, since SYCL and Vulkan have fast kernels for some formats only: an Arc B580 writes 66 tokens/s with Qwen2.5-7B in Q4_K_M (intel/ipex-llm, issue 12991). A P100, which has no integer dot products, stays below the range: 32 tokens/s for Qwen3.5-9B in Q4_K_M.
/// </para>
/// <para>
/// Serving engines replay CUDA graphs: vLLM takes 6.48 ms a token for Llama-3.1-8B on an H100 (yobitelcomm.github.io/bench), 13.3 ms on an A100 40GB (johnmusgrave.com). First releases of an
/// architecture stay below: SGLang 0.4.1 wrote 30 tokens/s with DeepSeek-V3, days after it came out (sgl-project/sglang, pull request 2643). Transformers starts every kernel from Python.
/// </para>
/// <para>
/// Links: NVLink's nominal rates in one direction are 56 GB/s over the bridge of an RTX 3090, 300 on an A100, 450 on an H100; PCIe 4.0 carries 32 over sixteen lanes, 8 over four. Host memory: two
/// channels of DDR4-2666 carry 43 GB/s, of DDR5-6000 96, of which processors reach four fifths.
/// </para>
/// </remarks>
internal readonly record struct Conditions
{
    /// <summary>Share of the nominal bandwidth that is reached.</summary>
    public required double BandwidthShare { get; init; }

    /// <summary>Seconds of each layer in which memory waits: kernels are started, run empty or wait for each other.</summary>
    public required double LayerSeconds { get; init; }

    /// <summary>The same of a layer with routed experts, whose tokens are sorted and whose matrices are multiplied in groups.</summary>
    public required double ExpertLayerSeconds { get; init; }

    /// <summary>Share of the nominal arithmetic rate that large batches reach.</summary>
    public required double ComputeShare { get; init; }

    /// <summary>What is left of it in models with experts, each of which works on a part of the tokens only.</summary>
    public required double ExpertComputeFactor { get; init; }

    /// <summary>Operations that unpacking a weight of a block format costs a chip without matrix units.</summary>
    public required double UnpackOperations { get; init; }

    /// <summary>Seconds of a small all-reduce between GPUs.</summary>
    public double ExchangeSeconds { get; init; }

    /// <summary>Bytes a second of a GPU's link in one direction.</summary>
    public double LinkBytesPerSecond { get; init; }

    /// <summary>Bytes a second at which processors read host memory.</summary>
    public double HostBytesPerSecond { get; init; }

    /// <summary>Bytes a second over the bus to host memory.</summary>
    public double BusBytesPerSecond { get; init; }

    /// <summary>Seconds for a layer that is partly worked on by the host: activations go there and back.</summary>
    public double HostLayerSeconds { get; init; }

    /// <summary>How full contexts are: 0 for empty, 1 for the whole context of every sequence.</summary>
    public required double Filled { get; init; }

    /// <summary>Whether arithmetic goes on while memory is read.</summary>
    public required bool Overlaps { get; init; }

    /// <summary>The best that is reached: contexts still empty, everything overlapped.</summary>
    public static Conditions Best(GpuFit fit) => Of(fit, best: true);

    /// <summary>The worst: contexts full, nothing overlapped.</summary>
    public static Conditions Worst(GpuFit fit) => Of(fit, best: false);

    private static Conditions Of(GpuFit fit, bool best)
    {
        var (engine, settings) = (fit.Estimate.Request.Engine.Kind, fit.Estimate.Request.Settings);
        var conditions = With(Of(engine, fit.Gpu, best), fit.Gpu, fit.Count, best);
        return settings.EnforceEager && (engine is EngineKind.Vllm or EngineKind.Sglang) ? conditions.Eager(best) : conditions;
    }

    /// <summary>Without CUDA graphs the host starts each kernel: some fifteen a layer, 4 to 10 µs each.</summary>
    private Conditions Eager(bool best) => this with
    {
        LayerSeconds = Math.Max(LayerSeconds, best ? 60e-6 : 150e-6),
        ExpertLayerSeconds = Math.Max(ExpertLayerSeconds, best ? 60e-6 : 300e-6),
    };

    private static Conditions Of(EngineKind engine, Gpu gpu, bool best) => engine switch
    {
        EngineKind.Transformers => Share(best, 0.9, 0.6, 300e-6, 1000e-6, 0.7, 0.3),
        EngineKind.Mlx => Apple(best),
        EngineKind.LlamaCpp or EngineKind.Ollama or EngineKind.IkLlamaCpp when gpu.Vendor == GpuVendor.Apple => Apple(best),
        EngineKind.LlamaCpp or EngineKind.Ollama or EngineKind.IkLlamaCpp when gpu.Vendor == GpuVendor.Intel => Share(best, 0.9, 0.5, 40e-6, 200e-6, 0.45, 0.12),
        EngineKind.LlamaCpp or EngineKind.Ollama or EngineKind.IkLlamaCpp or EngineKind.ExLlama => gpu.Class == GpuClass.Datacenter
            ? Share(best, 0.9, 0.5, 60e-6, 170e-6, 0.45, 0.17)
            : Share(best, 0.95, 0.75, 25e-6, 120e-6, 0.5, 0.25),
        _ => Share(best, 0.92, 0.65, 8e-6, 45e-6, 0.85, 0.35) with { ExpertLayerSeconds = best ? 12e-6 : 150e-6 },
    };

    private static Conditions Apple(bool best) => Share(best, 0.95, 0.7, 80e-6, 300e-6, 0.8, 0.4);

    private static Conditions Share(bool best, double most, double least, double fastest, double slowest, double mostCompute, double leastCompute) => new()
    {
        BandwidthShare = best ? most : least,
        LayerSeconds = best ? fastest : slowest,
        ExpertLayerSeconds = best ? fastest : slowest,
        ComputeShare = best ? mostCompute : leastCompute,
        ExpertComputeFactor = best ? 1 : 0.7,
        UnpackOperations = best ? 10 : 38,
        Filled = best ? 0 : 1,
        Overlaps = best,
    };

    private static Conditions With(Conditions conditions, Gpu gpu, int count, bool best)
    {
        var linked = gpu.HasNvlink && count > 1;
        return conditions with
        {
            ExchangeSeconds = linked ? best ? 6e-6 : 20e-6 : best ? 12e-6 : 60e-6,
            LinkBytesPerSecond = linked ? gpu.Class == GpuClass.Datacenter ? best ? 400e9 : 150e9 : best ? 50e9 : 35e9 : best ? 25e9 : 6e9,
            HostBytesPerSecond = best ? 80e9 : 35e9,
            BusBytesPerSecond = best ? 25e9 : 10e9,
            HostLayerSeconds = best ? 50e-6 : 300e-6,
        };
    }
}
