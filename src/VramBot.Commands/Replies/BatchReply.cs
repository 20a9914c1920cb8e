using System.Collections.Immutable;
using System.Globalization;
using VramBot.Commands.Handlers;
using VramBot.Commands.Replies.Training;
using VramBot.Core;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies;

/// <summary>Words the most users, or the largest micro-batch, on cards that people own or rent: <c>users:max</c> without a card.</summary>
internal static class BatchReply
{
    public static Reply Of(VramAnswer answer)
    {
        var request = answer.Estimate.Request;
        var held = answer.Batches.Where(row => row.Sequences is not null).ToImmutableArray();
        return new(Title(request))
        {
            Headline = Headline(answer.Estimate),
            Sections = [.. Sections(answer, held)],
            Footer = request.Training is null ? VramReply.Footer(answer) : TrainingFooter.Of(answer),
        };
    }

    private static string Title(EstimateRequest request) => request.Training is null
        ? Tr($"{request.Model.Name} · {request.Weights.Label} · {Figures.Tokens(request.Context)} tokens · as many users as fit")
        : Tr($"{request.Model.Name} · {RunWords.MethodOf(request)} · {Figures.Tokens(request.Context)} tokens · as large a micro-batch as fits");

    /// <summary>What one takes, and what each further one adds.</summary>
    private static string Headline(Estimate one)
    {
        var request = one.Request;
        var two = Estimator.Estimate(request with { Sequences = 2 }) is Result<Estimate>.Ok ok ? ok.Value.Total : one.Total;
        var more = (two - one.Total).TotalGibibytes.ToString("0.00", CultureInfo.CurrentCulture);
        return request.Training is null
            ? Tr($"{Figures.Gibibytes(one.Total)} GiB for one user, {more} for each further one, served by {request.Engine}")
            : Tr($"{Figures.Gibibytes(one.Total)} GiB with one sample, {more} more with a second, trained by {request.Engine}");
    }

    private static IEnumerable<ReplySection> Sections(VramAnswer answer, ImmutableArray<BatchRow> held)
    {
        var trains = answer.Estimate.Request.Training is not null;
        if (!held.IsEmpty)
            yield return new ReplySection.Table(
                trains ? Tr("Largest micro-batch on one card") : Tr("Most users at once on one card"),
                [trains ? Tr("batch") : Tr("users"), "GiB", Tr("of")],
                [.. held.Select(row => Row(answer, row))]);
        if (answer.Batches.Length > held.Length)
            yield return new ReplySection.Paragraph(Tr($"Too small for one: {string.Join(", ", answer.Batches.Where(row => row.Sequences is null).Select(row => GpuNames.Of(row.Gpu)))}."));
        if (held.IsEmpty)
            yield return new ReplySection.Paragraph(Tr("None of them holds it alone. Several together: gpu:2xh100 beside users:max."));
        foreach (var note in ModelNotes.Of(answer))
            yield return new ReplySection.Paragraph(note);
        yield return new ReplySection.Paragraph(trains
            ? Tr("Counted by memory; how much a larger micro-batch speeds up is another question.")
            : Tr("Counted by memory: the engine's own limit of sequences stands below, and each has less speed when there are more."));
    }

    private static TableRow Row(VramAnswer answer, BatchRow row) => new(
        GpuNames.Of(row.Gpu),
        [Users(row.Sequences!.Value), Figures.Gibibytes(row.Total), Figures.Gibibytes(row.Gpu.Visible)])
    {
        Command = answer.Line.With("users", row.Sequences.Value.ToString(CultureInfo.InvariantCulture)).With("gpu", row.Gpu.Id).ToString(),
    };

    private static string Users(int most) => most >= UserLimit.Most ? Tr($"over {UserLimit.Most:#,0}") : most.ToString("#,0", CultureInfo.CurrentCulture);
}
