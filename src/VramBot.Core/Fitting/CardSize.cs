using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Gpus;
using VramBot.Core.Units;

namespace VramBot.Core.Fitting;

/// <summary>
/// What sizes vLLM's sampler or another engine's context on a card, and in training how far PyTorch's cache can grow; cards that agree in it and in their traits share one estimate.
/// </summary>
internal readonly record struct CardSize(int Multiprocessors, Bytes Context, Bytes Usable)
{
    public static CardSize Of(EstimateRequest request, Gpu gpu) => request switch
    {
        { Training: not null } => new(0, ProcessContext.Of(request, gpu), gpu.Usable),
        { Engine.Kind: EngineKind.Vllm } => new(gpu.Multiprocessors ?? 0, Bytes.Zero, Bytes.Zero),
        _ => new(0, ProcessContext.Of(request, gpu), Bytes.Zero),
    };
}
