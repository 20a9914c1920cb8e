using VramBot.Core.Units;

namespace VramBot.Core.Estimation;

/// <summary>What one of several GPUs holds where the engine splits by layer.</summary>
/// <param name="Weights">Its layers' weights, and on the last GPU the head.</param>
/// <param name="Cache">Its layers' keys and values.</param>
/// <param name="States">Its layers' recurrent states.</param>
/// <param name="Compute">Its compute buffer.</param>
public sealed record GpuShare(Bytes Weights, Bytes Cache, Bytes States, Bytes Compute)
{
    /// <summary>The sum.</summary>
    public Bytes Total => Weights + Cache + States + Compute;
}
