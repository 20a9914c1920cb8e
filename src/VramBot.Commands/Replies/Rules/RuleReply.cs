using System.Collections.Immutable;
using VramBot.Commands.Handlers;
using VramBot.Commands.Replies.Training;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.RulesOfThumb;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies.Rules;

/// <summary>Words a rule of thumb: its figure in gigabytes and GiB, how far it is from the estimate and why, part by part, and its formulas.</summary>
internal static class RuleReply
{
    private const double About = 0.05;
    private const double Times = 1.5;

    public static Reply Of(VramAnswer answer, RuleEstimate rule) => new(Title(rule))
    {
        Headline = Headline(rule),
        Sections = [.. Sections(answer, rule)],
        Footer = Footer(rule),
    };

    private static string Title(RuleEstimate rule)
    {
        var request = rule.Exact.Request;
        var asked = request.Training is null
            ? $"{request.Model.Name} · {request.Weights.Label} · {Tr($"{Figures.Tokens(request.Context)} tokens")}{(request.Sequences > 1 ? $" · {Tr($"{request.Sequences} users")}" : string.Empty)}"
            : TrainingReply.TitleOf(request);
        return $"{asked} · {RuleWords.By(rule.Book)}";
    }

    private static string Headline(RuleEstimate rule)
    {
        var (total, gibibytes, engine, exact) = (RuleWords.Gigabytes(rule.Total), Figures.Gibibytes(rule.Total), rule.Exact.Request.Engine, Figures.Gibibytes(rule.ExactTotal));
        return Tr($"{total} GB ({gibibytes} GiB) {RuleWords.By(rule.Book)}, a rule of thumb; the estimate for {engine} is {exact} GiB: {Off(rule)}");
    }

    /// <summary>How far off, and where: <c>2.7 times as much, mostly in the KV cache</c>.</summary>
    private static string Off(RuleEstimate rule)
    {
        var ratio = rule.Ratio;
        var off = Math.Abs(ratio - 1);
        if (off < About)
            return Tr("about the same in sum");
        var words = ratio >= Times ? Tr($"{ratio:0.0} times as much")
            : ratio > 1 ? Tr($"{off:P0} too much")
            : Tr($"{off:P0} too little");
        return rule.Gaps.Where(gap => gap.Excess > Bytes.Zero == ratio > 1).Select(gap => Tr($"{words}, mostly in {RuleWords.InSentence(gap.Kind)}")).FirstOrDefault(words);
    }

    private static IEnumerable<ReplySection> Sections(VramAnswer answer, RuleEstimate rule)
    {
        yield return Table(rule);
        if (RuleReasons.Of(rule).Select(reason => new ReplyLine(LineMark.None, reason.Text)).ToImmutableArray() is { Length: > 0 } reasons)
            yield return new ReplySection.Lines(Tr("Where they differ"), reasons);
        yield return new ReplySection.Lines(Tr("The formulas"), [.. RuleFormulas.Of(rule).Select(formula => new ReplyLine(LineMark.None, formula))]);
        if (Cards(answer, rule) is { } cards)
            yield return new ReplySection.Paragraph(cards);
        if (rule.Book == RuleBook.MemoryMath)
            yield return new ReplySection.Paragraph(Tr($"With its headroom of 10 to 20 %: {RuleWords.Gigabytes(MemoryMath.WithHeadroom(rule.Total, MemoryMath.LeastHeadroom))} to {RuleWords.Gigabytes(MemoryMath.WithHeadroom(rule.Total, MemoryMath.MostHeadroom))} GB."));
        if (OnlyEstimated(answer, rule) is { } only)
            yield return new ReplySection.Paragraph(only);
        foreach (var note in ModelNotes.Of(answer))
            yield return new ReplySection.Paragraph(note);
        yield return new ReplySection.Lines(Tr("The estimate, tensor by tensor"), [new ReplyLine(LineMark.None, answer.Line.With("method", null).ToString(), answer.Line.With("method", null).ToString())]);
    }

    /// <summary>Both part by part, and in sum.</summary>
    private static ReplySection.Table Table(RuleEstimate rule)
    {
        var rows = rule.Gaps.OrderBy(gap => gap.Kind).Select(gap => new TableRow(RuleWords.LabelOf(gap.Kind), [Or(gap.Rule, RuleWords.Gigabytes), Or(gap.Rule, Figures.Gibibytes), Or(gap.Estimate, Figures.Gibibytes)]));
        return new(
            Tr("The rule in GB and GiB, the estimate in GiB"),
            ["GB", "GiB", Tr("estimated")],
            [.. rows, new(Capital.Of(Tr("total")), [RuleWords.Gigabytes(rule.Total), Figures.Gibibytes(rule.Total), Figures.Gibibytes(rule.ExactTotal)])]);

        static string Or(Bytes size, Func<Bytes, string> write) => size == Bytes.Zero ? "–" : write(size);
    }

    /// <summary>What it means for the person's cards, or which size of card each asks for.</summary>
    private static string? Cards(VramAnswer answer, RuleEstimate rule)
    {
        if (answer.Own is { } own)
            return OnOwn(own, rule);
        var exact = answer.Fits.Where(fit => fit is { Count: 1, Verdict: not FitVerdict.DoesNotFit } && IsCard(fit)).Select(fit => fit.Gpu.NominalGigabytes).DefaultIfEmpty().Min();
        var asked = answer.Fits.Where(fit => IsCard(fit) && fit.Gpu.NominalGigabytes >= rule.Total.TotalGigabytes).Select(fit => fit.Gpu.NominalGigabytes).DefaultIfEmpty().Min();
        return (asked, exact) switch
        {
            (0, 0) => Tr("No single card holds it, by either figure."),
            (0, _) => Tr($"By the rule no single card holds it; by the estimate one of {Figures.Number(exact)} GB does."),
            (_, 0) => Tr($"By the rule a card of {Figures.Number(asked)} GB holds it; by the estimate no single one does."),
            _ when asked == exact => Tr($"Either figure asks for a card of {Figures.Number(asked)} GB."),
            _ => Tr($"By the rule it takes a card of {Figures.Number(asked)} GB; by the estimate one of {Figures.Number(exact)} GB holds it."),
        };
    }

    private static bool IsCard(GpuFit fit) => CommonCards.Contains(fit.Gpu) && !fit.Gpu.IsUnified;

    private static string OnOwn(GpuFit own, RuleEstimate rule)
    {
        var box = own.Rig.Cards.Sum(gpu => gpu.NominalGigabytes);
        var (says, holds) = (rule.Total.TotalGigabytes <= box, own.Verdict != FitVerdict.DoesNotFit);
        var cards = GpuNames.Of(own.Rig);
        return (says, holds) switch
        {
            (true, true) => Tr($"On {cards} it fits by both figures."),
            (true, false) => Tr($"By the rule it fits on {cards}; by the estimate it does not."),
            (false, true) => Tr($"By the rule it does not fit on {cards}; by the estimate it does."),
            _ => Tr($"On {cards} it does not fit, by either figure."),
        };
    }

    /// <summary>Options that only the estimate counts, so that none is passed over in silence.</summary>
    private static string? OnlyEstimated(VramAnswer answer, RuleEstimate rule)
    {
        string[] unknown = rule.Book == RuleBook.Glossary
            ? ["offload", "tp", "pp", "ep", "flags", "targets"]
            : ["offload", "tp", "pp", "ep", "flags", "targets", "adapters", "draft", "zero", "accum", "dtype", "packing"];
        var typed = answer.Line.Options.Select(option => option.Description.Name).Where(unknown.Contains).ToList();
        return typed.Count == 0 ? null : Tr($"Only the estimate counts: {string.Join(", ", typed)}.");
    }

    private static string Footer(RuleEstimate rule) => string.Join(
        " · ",
        $"“{RuleWords.TitleOf(rule.Book)}”",
        rule.Shape.Parameters.ToString() == rule.Exact.Parameters.ToString() ? Tr($"{rule.Exact.Parameters} parameters") : Tr($"{rule.Shape.Parameters} parameters by the name, {rule.Exact.Parameters} counted"),
        Tr("GB are 10^9 bytes, GiB 2^30"),
        VramReply.BasisOf(rule.Exact));
}
