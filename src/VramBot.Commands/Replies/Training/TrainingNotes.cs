using System.Globalization;
using VramBot.Commands.Handlers;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Gpus;

namespace VramBot.Commands.Replies.Training;

/// <summary>Words what a person should know beside the figures of a run.</summary>
internal static class TrainingNotes
{
    private const double UsualBytes = 16;

    public static IEnumerable<string> Of(VramAnswer answer)
    {
        var estimate = answer.Estimate;
        var request = estimate.Request;
        if (!answer.Question.Model.IsExact)
            yield return $"{answer.Question.Model.Typed} is answered as {request.Model.Id}, which has the same shape.";
        if (estimate.Depth == EstimateDepth.SizeOnly)
            yield return "Only the size is known, so a typical model of that size is taken: name the model for a narrower answer.";
        foreach (var note in estimate.Notes)
            yield return note;
        foreach (var note in QuestionNotes.Of(answer.Question))
            yield return note;
        if (request.Training!.Optimizer is OptimizerKind.PagedAdamW8Bit or OptimizerKind.PagedAdamW && !Says(estimate, "paged"))
            yield return "The optimizer's states are paged: the driver moves them to host memory when the card is full, which slows steps, so they are not counted here.";
        if (answer.Own?.Gpu is { Vendor: GpuVendor.Nvidia, HasBf16: false } card && !Says(estimate, "bf16"))
            yield return $"The {card.Name} has no bf16: train in fp16 with loss scaling, which takes the same memory.";
        if (RuleOfThumb(estimate) is { } rule)
            yield return rule;
    }

    /// <summary>Whether the estimate speaks of it itself.</summary>
    private static bool Says(Estimate estimate, string word) => estimate.Notes.Any(note => note.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>The usual rule for training every weight: 16-bit weights and gradients, 32-bit weights and two states (ZeRO, arXiv:1910.02054, section 3.1).</summary>
    private static string? RuleOfThumb(Estimate estimate)
    {
        if (!estimate.Request.Training!.TrainsAllWeights)
            return null;
        var gibibytes = estimate.Parameters.Count * UsualBytes / (1L << 30);
        var gpus = estimate.Request.Parallelism.Gpus;
        var here = gpus == 1 ? Figures.Gibibytes(estimate.Total) : $"{Figures.Gibibytes(estimate.Total.TotalGibibytes * gpus)} on {gpus.ToString(CultureInfo.InvariantCulture)} GPUs together";
        return $"The usual rule for AdamW, 16 bytes a parameter and activations on top, says {Figures.Gibibytes(gibibytes)} GiB; this run takes {here}, activations included.";
    }
}
