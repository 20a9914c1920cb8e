using VramBot.Core.Gpus;

namespace VramBot.Core.Fitting;

/// <summary>What sizes a process's context and vLLM's sampler on a card; cards that agree in it and in their traits share one estimate.</summary>
internal readonly record struct CardSize(GpuVendor Vendor, int? Multiprocessors, double? Capability);
