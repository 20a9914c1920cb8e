using System.Runtime.CompilerServices;
using VramBot.Core.Formats;
using VramBot.Core.Models;

namespace VramBot.Core.Estimation.LlamaCpp;

/// <summary>Remembers what llama-quantize looks at, which depends on the model alone.</summary>
internal static class GgufFactsCache
{
    private static readonly ConditionalWeakTable<Network, GgufFacts> Facts = [];

    public static GgufFacts Of(Network network, string architecture) => Facts.GetValue(network, key => GgufFacts.Of(key, architecture));
}
