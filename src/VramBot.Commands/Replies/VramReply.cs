using System.Collections.Immutable;
using VramBot.Commands.Grammar;
using VramBot.Commands.Handlers;
using VramBot.Commands.Replies.Training;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Formats;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies;

/// <summary>Words an estimate: the number first, then where it goes, where it runs, what to change, what was assumed.</summary>
public static class VramReply
{
    private const double WideBand = 0.15;

    /// <summary>The answer as a document.</summary>
    public static Reply Of(VramAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (answer.Estimate.Request.Training is not null)
            return TrainingReply.Of(answer);
        var shown = Shown(answer);
        return new(Title(shown.Estimate.Request))
        {
            Mark = shown.Own is { } own ? LosesMuch(answer, own) && own.Verdict == FitVerdict.Fits ? LineMark.Tight : MarkOf(own.Verdict) : LineMark.None,
            Headline = shown.Own is { } fit ? OwnCards(answer, fit) + Instead(answer, shown) : Needs(answer.Estimate),
            Sections = [.. Sections(answer, shown)],
            Footer = Footer(shown),
        };
    }

    /// <summary>
    /// The answer as shown. To someone who named cards but no format, the question is whether the model runs on them at all: then the best way that it does, in a smaller format or with a part
    /// of it in host memory, is shown in place of the shipped format that does not. An engine that was named stays.
    /// </summary>
    internal static VramAnswer Shown(VramAnswer answer)
    {
        var way = answer is { Own.Verdict: FitVerdict.DoesNotFit, Question.Weights: null }
            ? answer.Suggestions.Where(suggestion => suggestion is { Kind: SuggestionKind.WeightFormat or SuggestionKind.CacheAndWeightFormat or SuggestionKind.HostMemory, Fit: not null } && KeepsEngine(answer, suggestion.Fit))
                .OrderBy(suggestion => suggestion.IsGreatLoss).ThenBy(suggestion => ServesWorse(answer, suggestion.Fit!)).ThenBy(suggestion => suggestion.Fit!.Verdict).FirstOrDefault()
            : null;
        return way?.Fit is { } fit ? answer with { Own = fit, Estimate = fit.Estimate } : answer;
    }

    /// <summary>Whether a server that batches many users would be given up for a program that is made for few.</summary>
    private static bool ServesWorse(VramAnswer answer, GpuFit fit) => answer.Estimate.Request.Sequences > 1 && fit.Estimate.Request.Engine.Kind != answer.Estimate.Request.Engine.Kind;

    private static bool KeepsEngine(VramAnswer answer, GpuFit fit) =>
        answer.Question.Engine is null || fit.Estimate.Request.Engine.Kind == answer.Estimate.Request.Engine.Kind;

    private static string Instead(VramAnswer answer, VramAnswer shown) => shown.Own == answer.Own
        ? string.Empty
        : answer.Own!.Free >= Bytes.Zero ? Tr($". As it ships ({answer.Estimate.Request.Weights.Label}) it would not start with these switches")
        : Tr($". As it ships ({answer.Estimate.Request.Weights.Label}) it is {Short(answer.Own)} GiB short");

    private static string Title(EstimateRequest request)
    {
        var users = request.Sequences > 1 ? $" · {Users(request.Sequences)}" : string.Empty;
        return $"{request.Model.Name} · {request.Weights.Label} · {Tr($"{Figures.Tokens(request.Context)} tokens")}{users}";
    }

    private static string Needs(Estimate estimate) =>
        Tr($"{Figures.Gibibytes(estimate.Total)} GiB {OnGpus(estimate.Request)} ({Figures.Gibibytes(estimate.Low)}–{Figures.Gibibytes(estimate.High)}), served by {estimate.Request.Engine}");

    /// <summary>On how many GPUs it is spread.</summary>
    internal static string OnGpus(EstimateRequest request) => request.Parallelism.Gpus == 1 ? Tr("on one GPU") : Tr($"on each of {request.Parallelism.Gpus} GPUs");

    /// <summary>How many sequences are served at once.</summary>
    internal static string Users(int sequences) => sequences == 1 ? Tr("1 user") : Tr($"{sequences} users");

    /// <summary>Whether a way to make it run is much worse, or much slower, than what was asked.</summary>
    private static bool LosesMuch(VramAnswer answer, GpuFit fit) => answer.Suggestions.Any(suggestion => suggestion.Fit == fit && suggestion.IsGreatLoss);

    private static string OwnCards(VramAnswer answer, GpuFit fit)
    {
        var (losesMuch, engine, format) = (LosesMuch(answer, fit), fit.Estimate.Request.Engine, fit.Estimate.Request.Weights.Label);
        var at = fit.Estimate.Request.Keys is { IsQuantized: true } keys && keys != answer.Estimate.Request.Keys ? Tr($"{format} with the KV cache in {keys.Id}") : format;
        return fit.Verdict switch
        {
            FitVerdict.Fits when losesMuch => Tr($"Only with great loss, at {at}: {CardWords.Taken(fit)}{UpTo(fit)}, served by {engine}"),
            FitVerdict.Fits => Tr($"Yes, at {at}: {CardWords.Taken(fit)}{UpTo(fit)}, served by {engine}"),
            FitVerdict.Tight when losesMuch => Tr($"Only with great loss, and tight, at {at}: {CardWords.Taken(fit)}{UpTo(fit)}, served by {engine}; the upper end of the estimate is {Figures.Gibibytes(fit.Estimate.High)} GiB"),
            FitVerdict.Tight => Tr($"Yes, but tight, at {at}: {CardWords.Taken(fit)}{UpTo(fit)}, served by {engine}; the upper end of the estimate is {Figures.Gibibytes(fit.Estimate.High)} GiB"),
            _ when fit.Free >= Bytes.Zero => Tr($"No, not with these switches {CardWords.On(fit)}: {engine} would not start, {fit.Estimate.Refusal}").TrimEnd('.'),
            _ => Tr($"No, it does not fit: {Short(fit)} GiB short {CardWords.On(fit)} ({CardWords.Sizes(fit)}, by {engine})"),
        };
    }

    private static string Short(GpuFit fit) => Figures.Gibibytes(Bytes.Zero - fit.Free);

    private static string UpTo(GpuFit fit) => FitFinder.MaxContext(fit) is { } context
        ? UpTo(context, fit.Estimate.Request)
        : string.Empty;

    /// <summary><c>, up to 44k tokens</c>, with several users of each.</summary>
    internal static string UpTo(TokenCount context, EstimateRequest request) =>
        request.Sequences > 1 ? Tr($", up to {Figures.TokensRounded(context)} tokens each") : Tr($", up to {Figures.TokensRounded(context)} tokens");

    private static IEnumerable<ReplySection> Sections(VramAnswer answer, VramAnswer shown)
    {
        yield return new ReplySection.Bars([.. Rows(shown.Estimate)]);
        if (WithMoreContext(shown.Estimate) is { } contexts)
            yield return new ReplySection.Paragraph(contexts);
        if (WithMoreUsers(shown.Own) is { } users)
            yield return new ReplySection.Paragraph(users);
        if (SpeedLine.Of(shown.Own) is { } speed)
            yield return new ReplySection.Paragraph(speed);
        if (LaunchSection.Of(shown) is { } launch)
            yield return launch;
        foreach (var section in BudgetSection.Of(answer))
            yield return section;
        if (answer.Question.ListsAllGpus)
        {
            foreach (var list in GpuLists.All(answer))
                yield return list;
            yield break;
        }

        if (answer.Own is null)
            yield return new ReplySection.Lines(Tr("Runs on"), GpuLists.Few(answer, GpuLine));
        if (AdviceLines.Section(answer, shown) is { } advice)
            yield return advice;
        if (AdviceLines.DoesNotHelp(answer, shown) is { } useless)
            yield return new ReplySection.Paragraph(useless);
        foreach (var note in Notes(shown))
            yield return new ReplySection.Paragraph(note);
    }

    /// <summary><c>With more context: 16k 41.2 GiB · 32k 47.0 · 128k 82.9</c>, or nothing when the model was made for no more.</summary>
    private static string? WithMoreContext(Estimate estimate)
    {
        var sizes = LongerContexts.Of(estimate).Select((longer, index) => $"{Figures.TokensRounded(longer.Request.Context)} {Figures.Gibibytes(longer.Total)}{(index == 0 ? " GiB" : string.Empty)}").ToList();
        return sizes.Count == 0 ? null : Tr($"With more context: {string.Join(" · ", sizes)}")
            + (estimate.Request switch { { Parallelism.Gpus: 1 } => string.Empty, { Settings.TensorSplit.Length: > 0 } => Tr(" on the fullest GPU"), _ => Tr(" on each GPU") });
    }

    /// <summary>How many users there is room for at once, or nothing when there is none for more, or when the engine's own pool says it.</summary>
    private static string? WithMoreUsers(GpuFit? fit) => fit is { Verdict: not FitVerdict.DoesNotFit, Estimate: { Pool: null, Request: var request } } && UserLimit.Of(fit) is { } users && users > request.Sequences
        ? users == UserLimit.Most
            ? Tr($"With more users: room for more than {users:#,0} at once, {Figures.Tokens(request.Context)} tokens each")
            : Tr($"With more users: room for {users:#,0} at once, {Figures.Tokens(request.Context)} tokens each")
        : null;

    /// <summary>A bar for each kind of part that takes something.</summary>
    internal static IEnumerable<BarRow> Rows(Estimate estimate) => estimate.Parts
        .GroupBy(part => PartLabels.Of(part.Kind)).Select(group => new BarRow(group.Key, group.Sum(part => part.Size.TotalGibibytes)))
        .Where(row => row.Gibibytes > 0);

    private static ReplyLine GpuLine(GpuFit fit)
    {
        var name = GpuNames.Of(fit.Gpu, fit.Count);
        if (!GpuPicker.Works(fit))
            return new(LineMark.DoesNotFit, $"{name}: {(fit.Free >= Bytes.Zero ? Tr("would not start with these switches") : Tr($"{Short(fit)} GiB short"))}");
        var split = fit.Count == 1 ? string.Empty : fit.Estimate.Request.Parallelism.Tensor > 1 ? Tr(" (tensor parallel)") : Tr(" (split by layer)");
        return new(MarkOf(fit.Verdict), $"{name}{split}: {CardWords.Room(fit)}{UpTo(FitFinder.MaxContextAbout(fit), fit.Estimate.Request)}");
    }

    /// <summary>The sign of a verdict.</summary>
    internal static LineMark MarkOf(FitVerdict verdict) => verdict switch
    {
        FitVerdict.Fits => LineMark.Fits,
        FitVerdict.Tight => LineMark.Tight,
        _ => LineMark.DoesNotFit,
    };

    private static IEnumerable<string> Notes(VramAnswer answer)
    {
        var estimate = answer.Estimate;
        foreach (var note in ModelNotes.Of(answer))
            yield return note;
        foreach (var mistake in CommonMistakes.Of(answer))
            yield return mistake;
        foreach (var budget in answer.Own is { } own ? EngineBudget.Of(own) : [])
            yield return budget;
        if (answer.Own is { } cards && CardWords.Unused(cards) is { } unused)
            yield return unused;
        if (estimate.Depth != EstimateDepth.SizeOnly && estimate.High.Count - estimate.Low.Count > WideBand * estimate.Total.Count)
            yield return Tr("The band is wide because what the driver and libraries take differs by card and release.");
        if (RuleOfThumbLine.Of(estimate) is { } rule)
            yield return rule;
    }

    internal static string Footer(VramAnswer answer)
    {
        var estimate = answer.Estimate;
        var host = estimate.HostWeights > Bytes.Zero ? [Tr($"{Figures.Gibibytes(estimate.HostWeights + estimate.HostCache)} GiB more in host memory")] : Array.Empty<string>();
        string[] said = [Weights(estimate), Users(estimate.Request.Sequences), .. estimate.Assumptions, Tr($"{CacheName(estimate.Request)} cache"), .. host, BasisOf(estimate)];
        return string.Join(" · ", said);
    }

    /// <summary>How many weights there are, and how many of them work on a token where not all do.</summary>
    internal static string Weights(Estimate estimate) => estimate.Request.Model.Network?.Layers.Any(layer => layer.Experts is not null) == true
        ? Tr($"all {Figures.Parameters(estimate.Parameters)} parameters are loaded, {Figures.Parameters(estimate.ActiveParameters)} work per token")
        : Tr($"{Figures.Parameters(estimate.Parameters)} parameters");

    /// <summary>What the band was read off: <c>vLLM 0.19 · 56 measured runs (0.17 and later) · typically ±2 %</c>.</summary>
    internal static string BasisOf(Estimate estimate) => $"{estimate.Request.Engine} · {estimate.Band.Basis}";

    /// <summary>The format of keys and values: one name where it is the same.</summary>
    internal static string CacheName(EstimateRequest request) => request.Keys.Id == request.Values.Id ? request.Keys.Id : $"{request.Keys.Id}/{request.Values.Id}";
}
