using VramBot.Core.Fitting;

namespace VramBot.Core.Speed;

/// <summary>How fast a request writes its answers on some cards: a roofline bound from below and above.</summary>
/// <remarks>
/// <para>
/// Formula for a step, which writes one token of each of B sequences: time = max(read, arithmetic) + layers · start + exchanges; at worst their sum. Read: (weights that B tokens touch + cache of B
/// contexts + recurrent states, read and written) / (bandwidth · share). Arithmetic: 2 · active weights · B / (rate · share). Speed of a sequence: 1 / time; of all: B / time.
/// </para>
/// <para>
/// The upper bound has empty contexts, the lower one full ones. Tensor-parallel ranks read at once and exchange twice a layer; layers on different cards work one after another, so that more cards
/// do not make one sequence faster. What is in host memory is read there.
/// </para>
/// <para>Source: the roofline model, doi:10.1145/1498765.1498785; its shares are those of <see cref="Conditions"/>.</para>
/// </remarks>
public static class DecodeSpeed
{
    /// <summary>The speed; null for training, and where the card's bandwidth or the sizes of the weights are not known.</summary>
    public static DecodeRate? Of(GpuFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        fit = EvenCards.Of(fit);
        if (StepShape.Of(fit) is not { } shape)
            return null;
        var each = new SpeedRange(1 / shape.DecodeSeconds(Conditions.Worst(fit), out _), 1 / shape.DecodeSeconds(Conditions.Best(fit), out var bound)) { Bound = bound };
        return new(each, each.Times(shape.Sequences));
    }
}
