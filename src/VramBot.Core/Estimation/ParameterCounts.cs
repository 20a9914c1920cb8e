using System.Runtime.CompilerServices;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation;

/// <summary>A network's number of weights, remembered: it is asked for in every answer.</summary>
internal sealed record ParameterCounts(ParameterCount All, ParameterCount Active)
{
    private static readonly ConditionalWeakTable<Network, ParameterCounts> Cache = [];

    public static ParameterCounts Of(Network network) =>
        Cache.GetValue(network, static key => new(TensorInventory.Count(key), TensorInventory.CountActive(key)));
}
