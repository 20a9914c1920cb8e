using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Commands.Grammar;

/// <summary>Reads what the values of a <c>/vram</c> line mean, and reports every value that means nothing.</summary>
public sealed partial class VramReader(Catalog catalog)
{
    /// <summary>The longest context that is answered.</summary>
    public const long LongestContext = 100_000_000;

    /// <summary>The most sequences that are answered.</summary>
    public const int MostSequences = 100_000;

    internal const int MostCards = 64;
    internal const int MostAdapters = 1000;
    internal const int HighestRank = 4096;
    private const string FallbackModel = "llama-3.1-8b";

    /// <summary>Whether every card of the catalog is meant: <c>gpu:all</c>.</summary>
    internal static bool IsAllCards(string? text) => string.Equals(text, "all", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a line, or says all that is wrong with it, each problem with a line that parses.</summary>
    public Result<VramQuestion> Read(TypedLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var problems = new List<Problem>();
        return Read(line, problems) is { } question && problems.Count == 0 ? question : new Result<VramQuestion>.Rejected([.. problems]);
    }

    /// <summary>
    /// Reads a line and collects what is wrong with it. Each problem is added with a line in which every bad value is replaced by the best guess, or left out.
    /// </summary>
    public VramQuestion? Read(TypedLine line, ICollection<Problem> problems)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(problems);
        var reading = new Reading(catalog, line);
        var question = reading.Question();
        var corrected = reading.Corrected.ToString();
        foreach (var problem in reading.Problems)
            problems.Add(problem with { Try = corrected });
        return reading.Problems.Count == 0 ? question : null;
    }

    /// <summary>Reads a line for a command that has such lines inside: what was understood, what is wrong, and the line with every bad value replaced or left out.</summary>
    internal (VramQuestion? Question, ImmutableArray<Problem> Problems, TypedLine Corrected) Understand(TypedLine line)
    {
        var reading = new Reading(catalog, line);
        var question = reading.Question();
        return (reading.Problems.Count == 0 ? question : null, [.. reading.Problems], reading.Corrected);
    }

    /// <summary>The line with everything that cannot be read replaced or left out: it parses.</summary>
    public string Correct(TypedLine? line) => CorrectLine(line ?? new(CommandBook.Vram, [])).ToString();

    /// <summary>The same, taken apart.</summary>
    internal TypedLine CorrectLine(TypedLine line)
    {
        var reading = new Reading(catalog, line);
        reading.Question();
        return reading.Corrected;
    }

    [GeneratedRegex(@"^\s*(\d{1,4})\s*[xX×*]\s*(.+)$")]
    private static partial Regex CountFirst();

    [GeneratedRegex(@"^(.+?)\s*[xX×*]\s*(\d{1,4})\s*$")]
    private static partial Regex CountLast();

    [GeneratedRegex(@"^\s*(\d{1,4}(?:\.\d{1,2})?)\s*gi?b?(?:\s*(?:card|gpu|vram))?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex MemorySize();

    [GeneratedRegex(@"^\s*(?:gguf)?[:\- @]*(\d+(?:\.\d+)?)\s*(?:bpw)?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex BareRate();

    /// <summary>One pass over one line.</summary>
    private sealed partial class Reading
    {
        private readonly Catalog catalog;
        private readonly TypedLine line;
        private TrainingQuestion? training;

        public Reading(Catalog catalog, TypedLine line) => (this.catalog, this.line, Corrected) = (catalog, line, line);

        public List<Problem> Problems { get; } = [];

        public TypedLine Corrected { get; private set; }

        public VramQuestion? Question()
        {
            var model = Model();
            var question = model is null ? null : new VramQuestion(model);
            var (keys, values) = Cache();
            training = Training();
            var (context, users, weights, engine, gpu) = (Context(model), Number("users", MostSequences, said: training is null ? null : "batch"), Weights(model), Engine(), Gpu());
            var (tensor, pipeline) = (Number("tp", MostCards), Number("pp", MostCards));
            var (draft, adapters, rank) = (Draft(), Number("adapters", MostAdapters, least: 0), training is { TrainsAllWeights: true } ? null : Number("rank", HighestRank, instead: UsualRank));
            var (offload, experts) = (training is null ? Offload(model) : null, Number("ep", MostCards));
            var (targets, budget) = (Targets(), Budget());
            if (FindsOffload && NamesNoCard)
                Reject(ValueProblems.OffloadCard(), "gpu", "rtx-4090");
            Unbuilt();
            return question is null ? null : CheckedTraining(WithFlags(question with
            {
                Weights = weights,
                Context = context,
                Users = users,
                Keys = keys,
                Values = values,
                Engine = engine,
                Gpu = gpu,
                Cards = cards,
                ListsAllGpus = IsAllCards(line["gpu"]),
                Training = training,
                Offload = offload,
                FindsOffload = FindsOffload,
                TensorParallel = tensor,
                PipelineParallel = pipeline,
                ExpertParallel = experts,
                Draft = draft,
                Adapters = adapters,
                AdapterRank = rank,
                AdapterTargets = targets,
                Budget = budget,
                EngineAssumption = kin?.Assumption,
            }));
        }

        private ModelMatch? Model()
        {
            if (line["model"] is not { } name)
            {
                Reject(ValueProblems.MissingModel(), "model", FallbackModel);
                return null;
            }

            if (ModelLookup.Find(catalog.Models, name) is { } match)
                return match;
            if (TypicalModel.FromSize(name) is { } typical)
                return new(typical, name, true, null);
            if (RejectWordsBehind(name) is { } known)
                return known;
            var near = NearestModels(name);
            Reject(ValueProblems.Model(name, [.. near.Select(TypedNames.Of)]), "model", near.Length > 0 ? TypedNames.Of(near[0]) : FallbackModel);
            return null;
        }

        private AdapterTargets? Targets()
        {
            if (line["targets"] is not { } value)
                return null;
            if (TrainingWords.Targets(value) is { } targets)
                return targets;
            Reject(ValueProblems.Targets(value), "targets", "all-linear");
            return null;
        }

        private ModelMatch? Draft()
        {
            if (line["draft"] is not { } name || string.Equals(name, "none", StringComparison.OrdinalIgnoreCase))
                return null;
            if (ModelLookup.Find(catalog.Models, name) is { } match)
                return match;
            if (TypicalModel.FromSize(name) is { } typical)
                return new(typical, name, true, null);
            var near = NearestModels(name);
            Reject(ValueProblems.Model(name, [.. near.Select(TypedNames.Of)]), "draft", near.Length > 0 ? TypedNames.Of(near[0]) : null);
            return null;
        }

        private ImmutableArray<ModelEntry> NearestModels(string name) =>
            Names.Normalize(name).Length == 0 ? [] : [.. catalog.Models.Search(name, 8).Where(known => known.Network is not null).Take(3)];

        /// <summary>
        /// When the first words are a model and the rest is not part of its name, the rest is what was not understood. In the corrected line each word becomes
        /// the option that it can be: <c>llama-3.1-8b 4k int4</c> → <c>ctx:4k precision:int4</c>.
        /// </summary>
        private ModelMatch? RejectWordsBehind(string name)
        {
            var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            for (var count = words.Length - 1; count > 0; count--)
            {
                var model = string.Join(' ', words[..count]);
                if ((ModelLookup.Find(catalog.Models, model) ?? (TypicalModel.FromSize(model) is { } typical ? new(typical, model, true, null) : null)) is not { } match)
                    continue;
                Reject(ValueProblems.WordsBehindModel(model, string.Join(' ', words[count..])), "model", model);
                foreach (var word in words[count..])
                    if (OptionOf(word) is { } option && line[option] is null)
                        Corrected = Corrected.With(option, word);
                return match;
            }

            return null;
        }

        private string? OptionOf(string word)
        {
            if (TrainingWords.Task(word) is not null)
                return "task";
            if (WeightFormats.Find(catalog.WeightFormats, word) is not null)
                return "precision";
            if (catalog.Gpus.Find(word) is not null)
                return "gpu";
            if (KnownEngines.All.Find(word) is not null)
                return "engine";
            return !word.All(char.IsAsciiDigit) && Numbers.Tokens(word) is >= 1 and <= LongestContext ? "ctx" : null;
        }

        private WeightFormat? Weights(ModelMatch? model)
        {
            if (line["precision"] is not { } name)
                return null;
            if (WeightFormats.Find(catalog.WeightFormats, TrainedBeside(name)) is { } format and not UnsizedFormat)
                return format;
            if (UnratedMixes.Find(catalog.WeightFormats, name) is ({ } mix, { } why))
                return RejectUnrated(name, mix, why, model?.Entry);
            if (BareRate().Match(name) is { Success: true } rate)
                return RejectRate(name, rate.Groups[1].Value);
            var near = catalog.WeightFormats.Nearest(name, 3);
            Reject(ValueProblems.Format(name, [.. near.Select(TypedNames.Of)]), "precision", near.Length > 0 ? TypedNames.Of(near[0]) : null);
            return null;
        }

        /// <summary>A name without a rate of its own: the rate of the nearest plain mix for this model shows what to type, and is near.</summary>
        private WeightFormat? RejectUnrated(string name, GgufMix mix, string why, ModelEntry? model)
        {
            var rate = model?.Network is { } network ? GgufRates.Of(network, model.Architecture, mix) : mix.BitsPerWeight;
            var typed = string.Create(CultureInfo.InvariantCulture, $"gguf:{rate:0.00}");
            Reject(ValueProblems.Unrated(name, why, typed, mix.Mix, model?.Network is { } shape ? TensorInventory.Count(shape).Count : null), "precision", typed);
            return null;
        }

        /// <summary>Bits a weight without the kind of file, or out of range.</summary>
        private WeightFormat? RejectRate(string name, string rate)
        {
            var inRange = Numbers.Fraction(rate) is >= WeightFormats.LowestRate and <= WeightFormats.HighestGgufRate;
            Reject(ValueProblems.Rate(name, rate, inRange), "precision", inRange ? $"gguf:{rate}" : null);
            return null;
        }

        private TokenCount? Context(ModelMatch? model)
        {
            if (line["ctx"] is not { } text)
                return null;
            if (string.Equals(text, "max", StringComparison.OrdinalIgnoreCase))
                return model?.Entry.MaxContext;
            if (Numbers.Tokens(text) is { } tokens and >= 1 and <= LongestContext)
                return new(tokens);
            Reject(Numbers.Tokens(text) is null ? ValueProblems.Tokens(text) : ValueProblems.TokensRange(text, LongestContext, training is not null), "ctx", Numbers.GuessTokens(text, LongestContext));
            return null;
        }

        private int? Number(string option, int most, int least = 1, string? said = null, string instead = "1")
        {
            if (line[option] is not { } text)
                return null;
            if (Numbers.Count(text) is { } number && number >= least && number <= most)
                return (int)number;
            Reject(ValueProblems.Count(said ?? option, text, most, least), option, instead);
            return null;
        }

        private (CacheFormat? Keys, CacheFormat? Values) Cache()
        {
            if (line["kv"] is not { } text)
                return default;
            var names = text.Split(['/', ','], 2, StringSplitOptions.TrimEntries);
            var keys = catalog.CacheFormats.Find(names[0]);
            var values = catalog.CacheFormats.Find(names[^1]);
            if (keys is null || values is null)
                Reject(ValueProblems.Cache(keys is null ? names[0] : names[^1], [.. catalog.CacheFormats.All.Select(format => format.Id)]), "kv", null);
            return (keys, values);
        }

        /// <summary>Options whose effect is not built: their values are still read, so that a wrong one is told from a right one.</summary>
        private void Unbuilt()
        {
            if (line["method"] is { } method && !string.Equals(method, "exact", StringComparison.OrdinalIgnoreCase))
                Reject(string.Equals(method, "guide", StringComparison.OrdinalIgnoreCase) ? ValueProblems.Unbuilt("method:guide", method) : ValueProblems.Method(method), "method", null);
            foreach (var option in line.Options.Where(option =>
                !option.Description.IsBuilt && option.Description.Name != "method" && !UnbuiltValues.ChangesNothing(option.Description.Name, option.Value)))
                Reject(ValueProblems.Unbuilt($"`{option.Description.Name}:`", option.Value), option.Description.Name, null);
        }

        private void Reject(Problem problem, string option, string? replacement)
        {
            Problems.Add(problem);
            Corrected = Corrected.With(option, replacement);
        }
    }
}
