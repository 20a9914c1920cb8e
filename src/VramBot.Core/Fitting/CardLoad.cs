using VramBot.Core.Gpus;
using VramBot.Core.Units;

namespace VramBot.Core.Fitting;

/// <summary>What one of several different cards holds.</summary>
/// <param name="Gpu">The card.</param>
/// <param name="Total">Memory that its share takes.</param>
/// <param name="High">The most that it should take, by the measured error of like cases.</param>
public sealed record CardLoad(Gpu Gpu, Bytes Total, Bytes High)
{
    /// <summary>Memory left; negative when it is short.</summary>
    public Bytes Free => Gpu.Visible - Total;
}
