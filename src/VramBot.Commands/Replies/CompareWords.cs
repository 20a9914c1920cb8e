using VramBot.Commands.Handlers;
using VramBot.Core.Estimation;
using VramBot.Core.Fitting;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies;

/// <summary>The sentences around a comparison's tables.</summary>
internal static class CompareWords
{
    /// <summary>What is compared, and what is the same for all: <c>Llama-3.1-8B: Q8_0, Q4_K_M · 8,192 tokens</c>.</summary>
    public static string Title(CompareAnswer answer)
    {
        var requests = answer.Items.Select(item => item.Estimate?.Request).OfType<EstimateRequest>().ToList();
        string?[] same =
        [
            Same(requests, request => request.Weights.Label),
            Same(requests, request => Tr($"{Figures.Tokens(request.Context)} tokens")),
            requests[0].Sequences > 1 ? Same(requests, request => requests[0].Training is null ? VramReply.Users(request.Sequences) : Tr($"{request.Sequences} samples")) : null,
        ];
        var model = answer.Varied.Contains("model") ? string.Empty : $"{requests[0].Model.Name}: ";
        return $"{model}{string.Join(", ", answer.Items.Select(item => item.Label))} · {string.Join(" · ", same.OfType<string>())}";
    }

    /// <summary>The difference, in a sentence.</summary>
    public static string Headline(CompareAnswer answer)
    {
        var answered = answer.Items.Where(item => item.Estimate is not null).ToList();
        if (!answered.Exists(item => item.Own is not null))
            return Unplaced(answer, answered);
        var lacking = answered.FindAll(item => item.Own is { } own && !GpuPicker.Works(own));
        if (answer.Best is not { } best)
            return Nothing(answered);
        var own = best.Own!;
        var all = lacking.Count > 0 || answered.Count < 2 ? string.Empty : $"{AllFit(answered.Count)}{OnlyJust(answered)}. ";
        return $"{all}{Why(answer, best.Label)}: {CardWords.Amounts(own)}{UpTo(best)}{Difference(answer, best, answered, lacking)}";
    }

    private static string AllFit(int count) => count switch
    {
        2 => Tr("Both fit"),
        3 => Tr("All three fit"),
        4 => Tr("All four fit"),
        5 => Tr("All five fit"),
        6 => Tr("All six fit"),
        _ => Tr($"All {count} fit"),
    };

    /// <summary>Which of them are tight.</summary>
    private static string OnlyJust(List<ComparedItem> answered)
    {
        var tight = answered.FindAll(item => item.Own?.Verdict == FitVerdict.Tight).ConvertAll(item => item.Label);
        return tight.Count == 0 || tight.Count == answered.Count ? string.Empty : Tr($", {string.Join(Tr(" and "), tight)} only just");
    }

    private static string Nothing(List<ComparedItem> answered)
    {
        var nearest = answered.Where(item => item.Own is not null).MaxBy(item => item.Own!.Free.Count)!;
        return nearest.Own!.Free >= Bytes.Zero
            ? Tr("None would start with these switches")
            : Tr($"None of them fits: {nearest.Label} comes nearest and is {Figures.Gibibytes(Bytes.Zero - nearest.Own.Free)} GiB short {On(nearest.Own)}");
    }

    private static string On(GpuFit fit) => fit.Count == 1 ? Tr($"on the {GpuNames.Of(fit.Gpu)}") : Tr($"on each of {GpuNames.Of(fit.Rig)}");

    /// <summary>Against what does not fit, or against the smallest where all do; cards that differ are not told apart by what each of them holds.</summary>
    private static string Difference(CompareAnswer answer, ComparedItem best, List<ComparedItem> answered, List<ComparedItem> lacking)
    {
        var others = (lacking.Count > 0 ? lacking : answered).Where(item => !ReferenceEquals(item, best)).ToList();
        if (others.MinBy(item => item.Estimate!.Total.Count) is not { } other || answer.Varied.Contains("gpu"))
            return string.Empty;
        var gap = best.Estimate!.Total - other.Estimate!.Total;
        var size = Figures.Gibibytes(gap < Bytes.Zero ? Bytes.Zero - gap : gap);
        if (gap == Bytes.Zero)
            return string.Empty;
        var difference = gap < Bytes.Zero ? Tr($", {size} GiB less than {other.Label}") : Tr($", {size} GiB more than {other.Label}");
        return lacking.Count > 0 ? difference + Tr(", which does not fit") : difference;
    }

    /// <summary>How far the context, or a sample, can go.</summary>
    private static string UpTo(ComparedItem item) => item.MaxContext is { } most && item.Estimate!.Request is { } request
        ? VramReply.UpTo(most, request)
        : string.Empty;

    private static string Why(CompareAnswer answer, string name) => (answer.Varied, answer.Items.Any(item => item.Own is { } own && !GpuPicker.Works(own))) switch
    {
        (["model"], var some) => some ? Tr($"{name} is the strongest that fits, by size and age") : Tr($"{name} is the strongest, by size and age"),
        (["precision"], var some) => some ? Tr($"{name} is the best format that fits") : Tr($"{name} is the one that loses least"),
        (["engine"], _) => Tr($"{name} is the one that leaves most room"),
        (["kv"], var some) => some ? Tr($"{name} is the best cache format that fits") : Tr($"{name} is the one that loses least"),
        (["ctx"], _) => Tr($"{name} is the longest that fits"),
        (["users"], _) => Tr($"{name} is the most that fits"),
        (["gpu"], _) => Tr($"{name} is the smallest that holds it"),
        (["task"], _) => Tr($"{name} is the one that learns most of those that fit"),
        _ => Tr($"{name} is the best that fits"),
    };

    private static string Unplaced(CompareAnswer answer, List<ComparedItem> answered)
    {
        var (least, most) = (answered.MinBy(item => item.Estimate!.Total.Count)!, answered.MaxBy(item => item.Estimate!.Total.Count)!);
        return ReferenceEquals(least, most)
            ? Tr($"{least.Label} takes {Figures.Gibibytes(least.Estimate!.Total)} GiB")
            : Tr($"{least.Label} takes {Figures.Gibibytes(most.Estimate!.Total - least.Estimate!.Total)} GiB less than {most.Label}: {Figures.Gibibytes(least.Estimate.Total)} against {Figures.Gibibytes(most.Estimate.Total)}");
    }

    /// <summary>A model's weights in brackets where models are compared: <c> (30.5B, 3.3B active)</c>.</summary>
    public static string Size(ComparedItem item, Estimate estimate)
    {
        if (item.Compared.Varied.All(said => said.Option != "model"))
            return string.Empty;
        return estimate.Parameters == estimate.ActiveParameters ? $" ({Figures.Parameters(estimate.Parameters)})" : Tr($" ({Figures.Parameters(estimate.Parameters)}, {Figures.Parameters(estimate.ActiveParameters)} active)");
    }

    /// <summary>Engines, caches and the runs behind the bands.</summary>
    public static string Footer(CompareAnswer answer)
    {
        var estimates = answer.Items.Select(item => item.Estimate).OfType<Estimate>().ToList();
        var requests = estimates.ConvertAll(estimate => estimate.Request);
        var bases = estimates.Select(VramReply.BasisOf).Distinct(StringComparer.Ordinal).ToList();
        string?[] same =
        [
            requests.TrueForAll(request => request.Training is null) && Same(requests, VramReply.CacheName) is { } cache ? Tr($"{cache} cache") : null,
            requests.TrueForAll(request => request is { Sequences: 1, Training: null }) ? Tr("1 user") : null,
            .. bases is [var basis] ? [basis] : requests.Select(request => request.Engine.ToString()).Distinct(StringComparer.Ordinal).Append(Tr("bands by each one's own measured runs")),
        ];
        return string.Join(" · ", same.OfType<string>());
    }

    private static string? Same(List<EstimateRequest> requests, Func<EstimateRequest, string> fact) => requests.Select(fact).Distinct(StringComparer.Ordinal).Count() == 1 ? fact(requests[0]) : null;
}
