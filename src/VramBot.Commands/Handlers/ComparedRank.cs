using VramBot.Core.Catalogs;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Fitting;

namespace VramBot.Commands.Handlers;

/// <summary>Orders things that are compared by what a person gets of them.</summary>
internal static class ComparedRank
{
    /// <summary>Formats of fewer bits cost too much of a model for its size to count (their measured losses).</summary>
    private const double FewestBits = 4;

    /// <summary>
    /// Of those that fit the named cards, with room to spare if any does: the strongest model by size and age, then the best format, cache, context and number of users, then the smallest. Without cards only
    /// things of equal quality can be told apart, by their size.
    /// </summary>
    public static ComparedItem? Best(IReadOnlyList<ComparedItem> items)
    {
        var answered = items.Where(item => item.Estimate is not null).ToList();
        if (answered.Count < 2)
            return answered.Find(item => item.Own is { } own && GpuPicker.Works(own));
        if (answered.TrueForAll(item => item.Own is not null))
        {
            var held = answered.FindAll(item => GpuPicker.Works(item.Own!));
            var roomy = held.FindAll(item => item.Own!.Verdict == FitVerdict.Fits);
            return (roomy.Count > 0 ? roomy : held).OrderByDescending(item => Quality(item.Estimate!)).ThenBy(Cost).FirstOrDefault();
        }

        return answered.Select(item => Quality(item.Estimate!)).Distinct().Count() == 1 ? answered.MinBy(Cost) : null;
    }

    /// <summary>Training every weight learns most, adapters beside quantized weights least.</summary>
    private static int TrainedWeights(TrainingTask? task) => task switch
    {
        null => 0,
        TrainingTask.QuantizedLowRank => 1,
        TrainingTask.LowRank => 2,
        _ => 3,
    };

    /// <summary>The smallest in all: on several cards that of all of them, and of equal sizes the smaller card.</summary>
    private static (double Cards, long Memory) Cost(ComparedItem item) => (item.Own is { } own ? own.Usable.TotalGibibytes * own.Count : 0, item.Estimate!.Total.Count);

    private static (bool Whole, double Worth, int Trained, double Bits, double Cache, long Context, int Users) Quality(Estimate estimate)
    {
        var request = estimate.Request;
        return (request.Weights.BitsPerWeight >= FewestBits, ModelWorth.Of(request.Model), TrainedWeights(request.Training?.Task), request.Weights.BitsPerWeight,
            request.Keys.Layout.BitsPerElement + request.Values.Layout.BitsPerElement, request.Context.Count, request.Sequences);
    }
}
