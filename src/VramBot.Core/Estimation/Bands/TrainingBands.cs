using System.Collections.Frozen;
using System.Collections.Immutable;
using VramBot.Core.Engines;
using VramBot.Core.Estimation.Training;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Estimation.Bands;

/// <summary>The bands of training runs: one of each counter as a whole, for what errs there is the moment of the peak, not a part.</summary>
public sealed class TrainingBands
{
    /// <summary>All tasks together, as a key's task.</summary>
    public const string AnyTask = "training";

    /// <summary>Where no run of any framework counts it: a fifth below, a third above.</summary>
    private static readonly Spread Unknown = new(-0.2, 0, 0.33);

    private static readonly ImmutableArray<bool> OneOrSeveral = [false, true];

    private readonly FrozenDictionary<(EngineKind, TrainingTask, bool, TrainingCounter), (Spread Spread, BandBasis Basis)> bands;

    /// <summary>Makes the bands from the rows of <paramref name="find"/>, which passes over rows of too few cases.</summary>
    internal TrainingBands(Func<BandKey, string, BandRow?> find) => bands = (
        from engine in KnownEngines.All.All
        where engine.Trains
        from task in TrainingTasks.All
        from several in OneOrSeveral
        from counter in Enum.GetValues<TrainingCounter>()
        select (Key: (engine.Kind, task, several, counter), Band: Make(find, engine, task, several, counter)))
        .ToFrozenDictionary(pair => pair.Key, pair => pair.Band);

    /// <summary>From the runs most alike to all there are.</summary>
    public static IEnumerable<BandKey> Ladder(Engine engine, TrainingTask task, bool severalGpus)
    {
        ArgumentNullException.ThrowIfNull(engine);
        var (word, kind) = (TrainingTasks.Word(task), Kind(severalGpus));
        yield return new(engine.Id, BandKey.Any, word, kind);
        yield return new(engine.Id, BandKey.Any, word, BandKey.Any);
        yield return new(engine.Id, BandKey.Any, AnyTask, BandKey.Any);
        yield return new(BandKey.Any, BandKey.Any, word, kind);
        yield return new(BandKey.Any, BandKey.Any, word, BandKey.Any);
        yield return new(BandKey.Any, BandKey.Any, AnyTask, BandKey.Any);
    }

    /// <summary>The errors of one counter.</summary>
    public Spread Of(EstimateRequest request, TrainingCounter counter) => Find(request, counter).Spread;

    /// <summary>The band of a run: of what the card shows.</summary>
    public ErrorBand Of(EstimateRequest request)
    {
        var (spread, basis) = Find(request, TrainingCounter.Card);
        return new(basis, []) { Whole = spread };
    }

    private (Spread Spread, BandBasis Basis) Find(EstimateRequest request, TrainingCounter counter)
    {
        ArgumentNullException.ThrowIfNull(request);
        var run = request.Training ?? throw new ArgumentException("The request is not one for training.", nameof(request));
        return bands[(request.Engine.Kind, run.Task, request.Parallelism.Gpus > 1, counter)];
    }

    private static string Kind(bool severalGpus) => severalGpus ? "several GPUs" : "one GPU";

    /// <summary>The framework's own runs on any counter stand nearer than other frameworks' on the same.</summary>
    private static (Spread Spread, BandBasis Basis) Make(Func<BandKey, string, BandRow?> find, Engine engine, TrainingTask task, bool several, TrainingCounter counter)
    {
        var keys = Ladder(engine, task, several).ToLookup(key => key.Engine == engine.Id);
        TrainingCounter[] counters = [counter, .. Enum.GetValues<TrainingCounter>().Reverse().Where(other => other != counter)];
        return First(keys[true], counters) ?? First(keys[false], counters) ?? (Unknown, BandBasis.None(() => Tr("no measured runs")));

        (Spread Spread, BandBasis Basis)? First(IEnumerable<BandKey> from, TrainingCounter[] counted) => (
            from found in counted
            from key in @from
            let row = find(key, found.ToString())
            where row is not null
            select ((Spread, BandBasis)?)(new Spread(row.Low, row.Median, row.High), new BandBasis(row.Cases, row.Typical, What(found), () => Words(engine, key)))).FirstOrDefault();
    }

    private static string What(TrainingCounter counter) => counter switch
    {
        TrainingCounter.Allocated => Later(" in what PyTorch allocates"),
        TrainingCounter.Reserved => Later(" in what PyTorch reserves"),
        _ => string.Empty,
    };

    private static string Words(Engine engine, BandKey key)
    {
        var of = key.Engine == engine.Id ? Tr($"of {engine.Label}") : Tr("of all frameworks");
        var task = key.Task == AnyTask ? string.Empty : $" {key.Task}";
        var cards = key.Kind == BandKey.Any ? string.Empty : key.Kind == Kind(severalGpus: true) ? Tr(" on several GPUs") : Tr(" on one GPU");
        return $"{of}{task}{cards}";
    }
}
