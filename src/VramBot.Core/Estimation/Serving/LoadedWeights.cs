using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Serving;

/// <summary>A rank's weights once they are loaded.</summary>
/// <param name="Allocated">What torch counts, which vLLM prints.</param>
/// <param name="Reserved">What torch took from the driver for them, by which the card's free memory falls: what SGLang prints.</param>
internal sealed record LoadedWeights(Bytes Allocated, Bytes Reserved);
