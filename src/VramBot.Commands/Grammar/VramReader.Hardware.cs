using System.Globalization;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;
using VramBot.Core.Units;

namespace VramBot.Commands.Grammar;

/// <content>What a model runs on: the engine with its release, and the cards.</content>
public sealed partial class VramReader
{
    internal const int MostTrainingCards = 9999;

    private sealed partial class Reading
    {
        private const int MostNear = 12;
        private const int LongestCount = 3;
        private KinEngine? kin;
        private int? cards;

        private EngineRelease? Engine()
        {
            if (line["engine"] is not { } text)
                return null;
            var parts = text.Split(['@', ' '], 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            kin = parts.Length == 0 || KnownEngines.All.Find(parts[0]) is not null ? null : KinEngine.All.Find(parts[0]);
            if (kin is not null)
                return Suits(kin.Nearest, kin.Label, text) ? kin.Nearest.At() : null;
            if (parts.Length == 0 || KnownEngines.All.Find(parts[0]) is not { } engine)
            {
                var near = KnownEngines.All.Nearest(parts.Length == 0 ? text : parts[0], MostNear).Where(Does).Take(3).ToList();
                Reject(
                    ValueProblems.Engine(text, [.. near.Select(known => known.Id)], [.. KnownEngines.All.All.Where(known => known.IsModelled && Does(known)).Select(known => known.Id)]),
                    "engine",
                    near.FirstOrDefault(known => known.IsModelled)?.Id);
                return null;
            }

            if (!Suits(engine, engine.Label, text))
                return null;
            if (!engine.IsModelled)
            {
                Reject(ValueProblems.UnbuiltEngine(engine.Label, text), "engine", null);
                return null;
            }

            if (parts.Length == 1)
                return engine.At();
            if (EngineVersion.TryParse(parts[1], out var version) && CountedAs(engine, version) is { } release)
                return release;
            Reject(ValueProblems.EngineVersion(text, engine.Newest is { } newest ? $"{engine.Id}@{newest}" : engine.Id), "engine", engine.Id);
            return null;
        }

        /// <summary>Whether it does what the line is about.</summary>
        private bool Does(Engine engine) => training is null ? engine.Serves : engine.Trains;

        /// <summary>Refuses a program that only serves for a run, and one that only trains for anything else: then most likely the task is missing.</summary>
        private bool Suits(Engine engine, string label, string text)
        {
            if (Does(engine) || (training is null && line["task"] is { } task && !TrainingWords.IsInference(task)))
                return true;
            if (training is not null)
                Reject(ValueProblems.DoesNotTrain(text, label), "engine", KnownEngines.Transformers.Id);
            else
                Reject(ValueProblems.DoesNotServe(text, label), line["task"] is null ? "task" : "engine", line["task"] is null ? UsualTask : KnownEngines.Vllm.Id);
            return false;
        }

        /// <summary>The release, where the engine counts in builds as a build; null when it counts otherwise.</summary>
        private static EngineRelease? CountedAs(Engine engine, EngineVersion version) => (engine.Newest, version) switch
        {
            ({ IsBuild: true }, { IsBuild: false, Minor: 0, Patch: 0 }) => engine.At(EngineVersion.Build(version.Major)),
            ({ } newest, _) when newest.IsBuild != version.IsBuild => null,
            _ => engine.At(version),
        };

        /// <summary>Whether no card is named: none, only how many, or all of them.</summary>
        private bool NamesNoCard => line["gpu"] is null || cards is not null || IsAllCards(line["gpu"]);

        /// <summary>The cards, less what else is on the first of them.</summary>
        private GpuSelection? Gpu()
        {
            var cards = line["gpu"] is not { } text || IsAllCards(text) ? null
                : catalog.Gpus.Find(text) is null && text.Length <= LongestCount && text.All(char.IsAsciiDigit) ? Counted(text, int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture))
                : text.Contains('+', StringComparison.Ordinal) ? Mixed(text)
                : OfOneKind(text);
            return Reserved() is { } use ? Beside(cards, use) : cards;
        }

        /// <summary>Cards that differ, <c>4090+2x3090</c>: every part is read as if it stood alone, and in the corrected line what cannot be read is left out.</summary>
        private GpuSelection? Mixed(string text)
        {
            var (parts, kept) = (text.Split('+', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), new List<GpuSelection>());
            foreach (var part in parts)
                if (OfOneKind(part) is { } cards)
                    kept.Add(cards);
            Corrected = Corrected.With("gpu", kept.Count == 0 ? null : string.Join('+', kept));
            if (parts.Length == 0)
                return RejectGpu(ValueProblems.Gpu(text, []), null);
            if (kept.Sum(cards => cards.Count) > Limit)
                return RejectGpu(ValueProblems.GpuCount(text, Limit), parts[0]);
            return kept.Count == parts.Length
                ? new(Rig.Of([.. kept.SelectMany(cards => cards.Rig.Cards)])) { Assumption = string.Join(' ', kept.Select(cards => cards.Assumption).Where(said => said.Length > 0).Distinct()) }
                : null;
        }

        /// <summary>Memory that other programs have of the first card.</summary>
        private Bytes? Reserved()
        {
            if (line["reserved"] is not { } text || string.Equals(text, "none", StringComparison.OrdinalIgnoreCase))
                return null;
            if (Numbers.Gibibytes(text) is { } size)
                return size > Bytes.Zero ? size : null;
            Reject(ValueProblems.Reserved(text), "reserved", "1.5GB");
            return null;
        }

        private GpuSelection? Beside(GpuSelection? selection, Bytes use)
        {
            if (selection is null)
            {
                if (NamesNoCard)
                    Reject(ValueProblems.ReservedCard(line["reserved"]!), "gpu", "rtx-4090");
                return null;
            }

            if (use < selection.Rig.Cards.First().Usable)
                return selection with { Rig = selection.Rig.Beside(use) };
            Reject(ValueProblems.ReservedMost(line["reserved"]!, selection.Rig.Cards.First()), "reserved", "1.5GB");
            return null;
        }

        private GpuSelection? OfOneKind(string text)
        {
            if (catalog.Gpus.Find(text) is { } alone)
                return new(Rig.Of(alone));
            var (count, name) = Counted(text);
            if (MemorySize().Match(name) is { Success: true } size)
                return Sized(text, count, double.Parse(size.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
            if (catalog.Gpus.Find(name) is not { } gpu)
            {
                var near = Names.Normalize(name).Length == 0 ? [] : catalog.Gpus.Search(name, 3);
                return RejectGpu(ValueProblems.Gpu(text, [.. near.Select(card => card.Id)]), near.Length > 0 ? near[0].Id : null);
            }

            return count >= 1 && count <= Limit ? new(Rig.Of(gpu, count)) : RejectGpu(ValueProblems.GpuCount(text, Limit), gpu.Id);
        }

        private int Limit => training is null ? MostCards : MostTrainingCards;

        /// <summary>A number alone is that many cards of no particular kind.</summary>
        private GpuSelection? Counted(string text, int count)
        {
            if (count < 1 || count > Limit)
                return RejectGpu(ValueProblems.GpuCount(text, Limit), null);
            cards = count;
            return null;
        }

        /// <summary>Cards of which only the memory is told: any that is sold with it.</summary>
        private GpuSelection? Sized(string text, int count, double gigabytes)
        {
            if (SizedCard.Of(catalog.Gpus.All, gigabytes) is not { } sized)
                return RejectGpu(ValueProblems.CardSize(text, SizedCard.LargestGigabytes(catalog.Gpus.All)), gigabytes < 1 ? "8gb" : "4x80gb");
            return count >= 1 && count <= Limit
                ? new(Rig.Of(sized.Card, count)) { Assumption = CardSizeWords.Of(sized) }
                : RejectGpu(ValueProblems.GpuCount(text, Limit), sized.Card.Id);
        }

        /// <summary>Both <c>2x3090</c> and <c>3090x2</c> are written; the side that names a card, or its memory, is the card.</summary>
        private (int Count, string Name) Counted(string text)
        {
            if (CountLast().Match(text) is { Success: true } last && (catalog.Gpus.Find(last.Groups[1].Value) is not null || MemorySize().IsMatch(last.Groups[1].Value)))
                return (int.Parse(last.Groups[2].ValueSpan, CultureInfo.InvariantCulture), last.Groups[1].Value);
            return CountFirst().Match(text) is { Success: true } first ? (int.Parse(first.Groups[1].ValueSpan, CultureInfo.InvariantCulture), first.Groups[2].Value) : (1, text);
        }

        private GpuSelection? RejectGpu(Problem problem, string? replacement)
        {
            Reject(problem, "gpu", replacement is not null && (catalog.Gpus.Find(replacement) is not null || MemorySize().IsMatch(Counted(replacement).Name)) ? replacement : null);
            return null;
        }
    }
}
