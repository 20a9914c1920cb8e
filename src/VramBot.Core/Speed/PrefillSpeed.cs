using VramBot.Core.Fitting;

namespace VramBot.Core.Speed;

/// <summary>How fast a request reads its prompts on some cards.</summary>
/// <remarks>
/// <para>
/// Formula for a piece of u tokens (llama.cpp's micro batch, a serving engine's step): time = arithmetic + weights / bandwidth + layers · start + exchanges, where at best the larger of the first
/// two counts. Arithmetic: u · (2 · active weights + 2 · context · Σ heads · (key + value width)) / rate; attention over what came before counts in the lower bound alone, for a prompt that fills the context.
/// </para>
/// <para>What is in host memory crosses the bus for every piece (ggml-org/llama.cpp, op offload).</para>
/// </remarks>
public static class PrefillSpeed
{
    /// <summary>Prompt tokens a second, over all sequences; null for training, and where the card's arithmetic or bandwidth is not known.</summary>
    public static SpeedRange? Of(GpuFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        fit = EvenCards.Of(fit);
        if (StepShape.Of(fit) is not { Operations: > 0 } shape)
            return null;
        return new(shape.PromptSpeed(Conditions.Worst(fit), out _), shape.PromptSpeed(Conditions.Best(fit), out var bound)) { Bound = bound };
    }
}
