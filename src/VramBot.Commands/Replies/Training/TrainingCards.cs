using VramBot.Commands.Handlers;
using VramBot.Core.Fitting;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies.Training;

/// <summary>Words on which cards a run fits, and the largest micro-batch on those that people own or rent.</summary>
internal static class TrainingCards
{
    /// <summary>The few cards that matter, smallest first.</summary>
    public static ReplySection.Lines Of(VramAnswer answer) => new(Tr("Trains on"), GpuLists.Few(answer, LineOf));

    /// <summary>The largest micro-batch card by card, those with the same one in a line; null where none of them holds a sample.</summary>
    public static ReplySection.Lines? Table(VramAnswer answer)
    {
        if (answer.MicroBatches.All(row => row.Samples is null))
            return null;
        var lines = answer.MicroBatches.GroupBy(row => row.Samples ?? 0).OrderBy(group => group.Key)
            .Select(group => new ReplyLine(LineMark.None, $"{(group.Key == 0 ? Tr("none") : Figures.Count(group.Key))}: {string.Join(", ", group.Select(row => GpuNames.Of(row.Gpu)))}"));
        return new(Tr($"Largest micro-batch at {Figures.Tokens(answer.Estimate.Request.Context)} tokens"), [.. lines]);
    }

    private static ReplyLine LineOf(GpuFit fit)
    {
        var name = GpuNames.Of(fit.Gpu, fit.Count);
        if (!GpuPicker.Works(fit))
            return new(LineMark.DoesNotFit, $"{name}: {Tr($"{Figures.Gibibytes(Bytes.Zero - fit.Free)} GiB short")}");
        var shared = RunWords.ShardingOf(fit.Estimate.Request) is { } sharding ? $" ({sharding})" : string.Empty;
        return new(VramReply.MarkOf(fit.Verdict), $"{name}{shared}: {CardWords.Room(fit)}");
    }
}
