using VramBot.Core.Units;

namespace VramBot.Core.Planning;

/// <summary>What a replica needs to come up.</summary>
/// <param name="Checkpoint">The weights as they lie on disk.</param>
/// <param name="LeastHost">Host memory that loading holds at once at least, beside the processes' own.</param>
/// <param name="ReadSeconds">Seconds to read the weights, fastest and slowest.</param>
/// <param name="StartSeconds">Seconds that the engine takes beside that, fastest and slowest.</param>
/// <param name="Basis">Where the seconds come from, in words.</param>
public sealed record LoadPlan(Bytes Checkpoint, Bytes LeastHost, (double Fastest, double Slowest) ReadSeconds, (double Fastest, double Slowest) StartSeconds, string Basis)
{
    /// <summary>Seconds of a fast cold start.</summary>
    public double Fastest => ReadSeconds.Fastest + StartSeconds.Fastest;

    /// <summary>Seconds of a slow one; a node that has to be rented or a download come on top.</summary>
    public double Slowest => ReadSeconds.Slowest + StartSeconds.Slowest;
}
