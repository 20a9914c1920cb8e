namespace VramBot.Core.Engines;

/// <summary>Low-rank adapters that a serving engine has room for.</summary>
/// <param name="Count">Adapters that one batch may mix (vLLM's max_loras).</param>
/// <param name="Rank">The largest rank (vLLM's max_lora_rank).</param>
public sealed record ServedAdapters(int Count, int Rank);
