using VramBot.Core.Gpus;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.LlamaCpp;

/// <summary>What the driver and kernel pools of one process take beside llama.cpp's buffers.</summary>
/// <remarks>454 MiB on an RTX 4090 (ggml-org/llama.cpp, PR 15860: 451 to 456).</remarks>
internal static class CudaContext
{
    private static readonly Bytes Measured = Bytes.FromMebibytes(454);

    public static Bytes Of(Gpu? gpu) => gpu is null ? Measured : Measured;
}
