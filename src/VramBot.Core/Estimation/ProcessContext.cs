using VramBot.Core.Engines;
using VramBot.Core.Formats;
using VramBot.Core.Gpus;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation;

/// <summary>What one process takes of a card before it allocates anything: the driver's context and the libraries' kernels.</summary>
/// <remarks>
/// <para>Formula for CUDA: multiprocessors · resident threads of one · 2 KiB of local memory each, and on top of it the libraries' share.</para>
/// <para>
/// The driver keeps local memory for every thread that can be resident (NVIDIA's forum, 289339; the CUDA programming guide's table of compute capabilities).
/// 2 KiB a thread is what bare contexts hold: 256 MiB on an RTX 3090 (246 by the rule; invoke-ai/InvokeAI, issue 9413), 426 on an RTX 6000 Ada (426;
/// unslothai/unsloth-zoo, PR 1053), 522 on an H100 (528; printed by vLLM).
/// </para>
/// <para>
/// ggml adds 70 MiB: 451 to 456 MiB on an RTX 4090 (454 by the rule; ggml-org/llama.cpp, PR 15860), 151 on a laptop card of 26 multiprocessors (148), 705 to
/// 753 on an RTX PRO 6000 behind models of hundreds of gigabytes (634). PyTorch adds 176 MiB and bitsandbytes 100 (huggingface/optimum, tests/benchmark: an
/// A100 less the 768 MiB that its driver reserves).
/// </para>
/// <para>
/// Before CUDA 11.7 every kernel was loaded at once, and CUDA 11 is the last for compute capabilities under 5: 553 MiB on a Tesla K80 (dogkeeper886/ollama37).
/// ROCm: 253 MiB on an MI50, 313 to 318 on RDNA 3. Vulkan: 26 to 65 MiB beyond the buffers on cards without cooperative matrices. Metal: nothing beyond them.
/// </para>
/// </remarks>
internal static class ProcessContext
{
    private const int ThreadBytes = 2048;
    private const double FirstWithCuda12 = 5.0;

    /// <summary>An RTX 4090's, about the middle between laptop cards and the largest, while no card is named.</summary>
    private static readonly Bytes UnnamedCard = Bytes.FromMebibytes(128 * 1536 * ThreadBytes >> 20);

    private static readonly Bytes AllKernels = Bytes.FromMebibytes(553);
    private static readonly Bytes Rocm = Bytes.FromMebibytes(285);
    private static readonly Bytes Vulkan = Bytes.FromMebibytes(40);
    private static readonly Bytes Ggml = Bytes.FromMebibytes(70);
    private static readonly Bytes Torch = Bytes.FromMebibytes(176);
    private static readonly Bytes BitsAndBytes = Bytes.FromMebibytes(100);

    /// <summary>What a process of the request's engine takes on the request's card.</summary>
    public static Bytes Of(EstimateRequest request) => Of(request, request.Gpu);

    /// <summary>What it takes on another card.</summary>
    public static Bytes Of(EstimateRequest request, Gpu? gpu) => BackendOf(request, gpu) switch
    {
        GpuBackend.Metal => Bytes.Zero,
        GpuBackend.Vulkan => Vulkan,
        GpuBackend.Rocm or GpuBackend.Sycl => Rocm,
        _ when gpu?.ComputeCapability < FirstWithCuda12 => AllKernels,
        _ => Driver(gpu) + Libraries(request),
    };

    /// <summary>What a PyTorch process takes on a card.</summary>
    public static Bytes OfTorch(Gpu? gpu, string format) => gpu switch
    {
        { Vendor: GpuVendor.Apple } => Bytes.Zero,
        { Vendor: GpuVendor.Amd or GpuVendor.Intel } => Rocm,
        { ComputeCapability: < FirstWithCuda12 } => AllKernels,
        _ => Driver(gpu) + Torch + (IsBitsAndBytes(format) ? BitsAndBytes : Bytes.Zero),
    };

    /// <summary>The bare context of one CUDA process.</summary>
    public static Bytes Driver(Gpu? gpu) => gpu?.Multiprocessors is { } multiprocessors
        ? Bytes.FromBytes((long)multiprocessors * ResidentThreads(gpu.ComputeCapability) * ThreadBytes)
        : UnnamedCard;

    private static GpuBackend BackendOf(EstimateRequest request, Gpu? gpu) => request.Settings.Backend ?? gpu?.Vendor switch
    {
        GpuVendor.Amd => GpuBackend.Rocm,
        GpuVendor.Apple => GpuBackend.Metal,
        GpuVendor.Intel => GpuBackend.Sycl,
        _ => GpuBackend.Cuda,
    };

    private static Bytes Libraries(EstimateRequest request) => request.Engine.Kind switch
    {
        _ when request.Engine.Engine.RunsGguf => Ggml,
        _ when request.Engine.Engine.Trains => Torch + (IsBitsAndBytes(request.Weights.Id) ? BitsAndBytes : Bytes.Zero),
        EngineKind.ExLlama => Torch,
        _ => Bytes.Zero,
    };

    private static bool IsBitsAndBytes(string format) => format is "nf4" or "nf4-dq" or "fp4-bnb" or "bnb-int8";

    /// <summary>Threads that one multiprocessor holds at most, by compute capability.</summary>
    private static int ResidentThreads(double? capability) => capability switch
    {
        7.5 => 1024,
        8.6 or 8.7 or 8.9 or >= 11 => 1536,
        null => 1536,
        _ => 2048,
    };
}
