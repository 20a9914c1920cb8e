using System.Collections.Immutable;
using System.Globalization;
using VramBot.Commands.Grammar;
using VramBot.Commands.Replies;
using VramBot.Core.Planning;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Guide.Topics;

/// <summary>Loading and cold start: seconds and host memory by engine, and what goes wrong on the way.</summary>
internal sealed class LoadingTopic : ITopic
{
    private const string Usual = "llama-3.3-70b";
    private const string UsualCards = "4xa100-80gb";
    private const double Minute = 60;
    private const double ShardGigabytes = 5;

    private static readonly ImmutableArray<(string Engine, string? Format)> Engines = [("vllm", null), ("sglang", null), ("vllm", "int4"), ("llama.cpp", "Q4_K_M")];

    /// <inheritdoc/>
    public Reply Answer(GuideQuestion question, GuideDesk desk)
    {
        var model = question.Model ?? Usual;
        var plans = Plans(model, question.Gpu ?? UsualCards, desk);
        if (plans.Count == 0 && question.Gpu is null)
            plans = Plans(model, null, desk);
        if (plans.Count == 0)
            return new(Tr("Loading and cold start"));
        var (first, replica) = (plans[0].Plan.Loading, plans[0].Plan.Pool.Replica);
        return new($"{Tr("Loading and cold start")} · {FitWords.NameOf(replica.Estimate.Request.Model)} · {GpuNames.Of(replica.Gpu, replica.Count)}")
        {
            Headline = Tr($"{Clock(first.Fastest)} to {Clock(first.Slowest)} from start to first token, {Figures.Gibibytes(first.LeastHost)} GiB of host memory at least, {Figures.Gibibytes(first.Checkpoint)} to keep the files cached"),
            Sections =
            [
                .. GuideWords.Table(Tr("Files and host memory in GiB, seconds"), ["GiB", Tr("host"), Tr("read"), Tr("start")], plans.Select(row => new TableRow(Name(row.Plan), [Figures.Gibibytes(row.Plan.Loading.Checkpoint), Figures.Gibibytes(row.Plan.Loading.LeastHost), Seconds(row.Plan.Loading.ReadSeconds), Seconds(row.Plan.Loading.StartSeconds)]) { Command = row.Line.ToString() })),
                new ReplySection.Lines(Tr("What to know"),
                [
                    new(LineMark.None, Tr($"Shards: {Math.Ceiling(first.Checkpoint.TotalGigabytes / ShardGigabytes):0} files of {ShardGigabytes:0} GB. All of them and their index must be of one revision")),
                    new(LineMark.None, Tr("Host memory: a loader that stages whole files takes as much as the checkpoint for a moment; mapped files take what is being read")),
                    new(LineMark.None, Tr("mmap: pages of safetensors and GGUF are the page cache's and can be dropped, but without room for them they are read again")),
                    new(LineMark.None, Tr("Warm-up: the first start compiles and captures graphs; until then nothing is answered")),
                    .. replica.Count == 1 ? [] : new ReplyLine[] { new(LineMark.None, Tr($"Tensor parallel: every rank reads its own part; here each of {replica.Count} GPUs keeps {Figures.Gibibytes(replica.Estimate[Core.Estimation.PartKind.Weights])} GiB")) },
                ]),
                .. GuideWords.Say(Tr("Test from an empty page cache, and write down the peak of host memory: a warm start hides both.")),
                GuideWords.Ask(GuideLine.Topic("signals", question.Model, question.Gpu), GuideLine.Topic("worksheet", question.Model, question.Gpu)),
            ],
            Footer = Tr("Read at 7 to 1 GB/s, a fast drive to a network volume; a download or a node that has to be rented come on top. Times of engines but vLLM are guesses."),
        };
    }

    /// <summary>A plan for one user by each engine on the cards, or on those that the plan chooses.</summary>
    private static List<(TypedLine Line, CapacityPlan Plan)> Plans(string model, string? cards, GuideDesk desk) =>
    [
        .. Engines.Select(engine => GuideLine.Plan(model, ("users", "1"), ("precision", engine.Format), ("gpu", cards), ("engine", engine.Engine))).Select(line => (Line: line, desk.Plan(line)?.Plan))
            .Where(row => row.Plan is not null).Select(row => (row.Line, row.Plan!)),
    ];

    private static string Name(CapacityPlan plan) => $"{plan.Pool.Replica.Estimate.Request.Engine.Engine.Label} {plan.Pool.Replica.Estimate.Request.Weights.Label.Split(" (", 2)[0]}";

    private static string Seconds((double Fastest, double Slowest) seconds) => string.Create(CultureInfo.CurrentCulture, $"{seconds.Fastest:#,0}–{seconds.Slowest:#,0}");

    private static string Clock(double seconds) => seconds < 2 * Minute
        ? string.Create(CultureInfo.CurrentCulture, $"{seconds:0} s")
        : string.Create(CultureInfo.CurrentCulture, $"{seconds / Minute:0.#} min");
}
