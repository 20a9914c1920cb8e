using VramBot.Commands.Handlers;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Gpus;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies.Training;

/// <summary>Words what a person should know beside the figures of a run.</summary>
internal static class TrainingNotes
{
    private const double UsualBytes = 16;

    public static IEnumerable<string> Of(VramAnswer answer)
    {
        var estimate = answer.Estimate;
        var request = estimate.Request;
        foreach (var note in ModelNotes.Of(answer))
            yield return note;
        if (answer.Own?.Gpu is { Vendor: GpuVendor.Nvidia, HasBf16: false } card)
            yield return answer.Estimate.Request is { Engine.Kind: EngineKind.Unsloth, Training.TrainsAllWeights: true }
                ? Tr($"The {card.Name} has no bf16: Unsloth then keeps trained weights and gradients in 32 bit, twice as much.")
                : Tr($"The {card.Name} has no bf16: train in fp16 with loss scaling, which takes the same memory.");
        if (RuleOfThumb(estimate) is { } rule)
            yield return rule;
    }

    /// <summary>The usual rule for training every weight: 16-bit weights and gradients, 32-bit weights and two states (ZeRO, arXiv:1910.02054, section 3.1).</summary>
    private static string? RuleOfThumb(Estimate estimate)
    {
        if (!estimate.Request.Training!.TrainsAllWeights)
            return null;
        var gibibytes = estimate.Parameters.Count * UsualBytes / (1L << 30);
        var gpus = estimate.Request.Parallelism.Gpus;
        var here = gpus == 1 ? Figures.Gibibytes(estimate.Total) : Tr($"{Figures.Gibibytes(estimate.Total.TotalGibibytes * gpus)} on {gpus} GPUs together");
        return Tr($"The usual rule for AdamW, 16 bytes a parameter and activations on top, says {Figures.Gibibytes(gibibytes)} GiB; this run takes {here}, activations included.");
    }
}
