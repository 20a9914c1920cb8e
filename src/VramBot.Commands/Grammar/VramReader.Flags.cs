using System.Globalization;
using VramBot.Commands.Grammar.Switches;
using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Estimation.LlamaCpp;
using VramBot.Core.Formats;

namespace VramBot.Commands.Grammar;

/// <content>The engine's own switches, and that they agree with the options beside them.</content>
public sealed partial class VramReader
{
    private sealed partial class Reading
    {
        /// <summary>The question with what its switches say. They are not looked at while engine or format cannot be read: what they mean hangs on both.</summary>
        private VramQuestion WithFlags(VramQuestion question)
        {
            if (line["flags"] is not { } text || (question.Engine is null && line["engine"] is not null) || (question.Weights is null && line["precision"] is not null))
                return question;
            var engine = question.Engine ?? EngineOf(question, text);
            var flags = new FlagReading(catalog, engine, question.Model, line, text, training is not null);
            var merged = Merged(question with { Engine = engine }, flags);
            if (flags.Problems.Count == 0)
                return merged with { Flags = flags.Flags };
            Problems.AddRange(flags.Problems);
            Corrected = Corrected.With("flags", flags.Corrected);
            foreach (var (option, value) in flags.Options)
                Corrected = Corrected.With(option, value);
            return question;
        }

        /// <summary>The engine of the format, unless another one knows more of the switches.</summary>
        private EngineRelease EngineOf(VramQuestion question, string text)
        {
            if (question.Training is not null)
                return SwitchTables.Meant(text, TrainingEngines.Default(question.PipelineParallel, question.ExpertParallel).Engine, trains: true, _ => true).At();
            var format = question.Weights ?? catalog.WeightFormats.Find(question.Model.FormatHint ?? question.Model.Entry.NativeFormat);
            var first = question.UsesHost ? KnownEngines.LlamaCpp.At() : (format is null ? null : EngineChoice.OfFormat(format)) ?? KnownEngines.Vllm.At();
            var meant = SwitchTables.Meant(text, first.Engine, trains: false, engine => EngineChoice.CanRead(engine, question.Weights) && (!question.UsesHost || engine.RunsGguf));
            return meant == first.Engine ? first : meant.At();
        }

        private VramQuestion Merged(VramQuestion question, FlagReading flags)
        {
            var effects = flags.Effects;
            var users = Agreed(question.Users, effects.Users, "users", flags);
            var tokens = TokensOf(question, users, flags);
            CheckOffload(question, flags);
            var cards = Cards(question, flags);
            flags.LimitUsers(users ?? 1);
            return MergedRun(question with
            {
                Cards = cards,
                Context = Agreed(question.Context, tokens is { } context ? new(context) : null, "ctx", flags),
                Users = users,
                Keys = Agreed(question.Keys, Cache(effects.Keys), "kv", flags),
                Values = Agreed(question.Values, Cache(effects.Values), "kv", flags),
                TensorParallel = Agreed(question.TensorParallel, effects.Tensor, "tp", flags),
                PipelineParallel = Agreed(question.PipelineParallel, effects.Pipeline, "pp", flags),
                ExpertParallel = Agreed(question.ExpertParallel, effects.Experts, "ep", flags),
                Adapters = Agreed(question.Adapters, effects.Adapters(UsualAdapters(question.Engine!.Kind)), "adapters", flags),
                AdapterRank = effects.Adapters(1) is null && training is null ? question.AdapterRank : Agreed(question.AdapterRank, effects.AdapterRank, "rank", flags),
            }, flags);
        }

        /// <summary>Adapters that buffers are made for when none are counted: max_loras 1 in vLLM, max_loras_per_batch 8 in SGLang.</summary>
        private static int UsualAdapters(EngineKind engine) => engine == EngineKind.Sglang ? 8 : 1;

        /// <summary>llama.cpp shares -c among its slots, unless they share one cache; 0 means as long as the model was made for.</summary>
        private static long? TokensOf(VramQuestion question, int? users, FlagReading flags) => flags.Effects.Context switch
        {
            0 => question.Model.Entry.MaxContext.Count,
            { } all when flags.SharesContext && flags.Effects.Settings.UnifiedCache != true => Math.Max(1, all / (users ?? 1)),
            var tokens => tokens,
        };

        private CacheFormat? Cache(string? name) => name is null ? null : catalog.CacheFormats.Find(name);

        /// <summary>As many cards as shares: those that are named, else as many of no particular kind.</summary>
        private int? Cards(VramQuestion question, FlagReading flags)
        {
            if (flags.Effects.Settings.TensorSplit is not { Length: > 0 and var shares } || question.Gpu is null)
                return flags.Effects.Settings.TensorSplit is { Length: > 1 and var counted } ? Agreed(question.Cards, counted, "gpu", flags) : question.Cards;
            if (question.Gpu.Count != shares)
                flags.Contradict("gpu", line["gpu"]!);
            return question.Cards;
        }

        private static void CheckOffload(VramQuestion question, FlagReading flags)
        {
            var settings = flags.Effects.Settings;
            if (question.FindsOffload && (settings.GpuLayers is not null || settings.HostExpertLayers > 0))
                flags.Contradict("offload", "auto");
            if (question.Offload is not { } offload || question.Model.Entry.Network is not { } network)
                return;
            var wanted = offload.Apply(settings, question.Engine!, network.Layers.Length);
            var given = settings with { HostExpertLayers = settings.HostExpertLayers >= network.Layers.Length ? HostOffload.Every : settings.HostExpertLayers };
            if ((given.GpuLayers is not null && given.GpuLayers != wanted.GpuLayers) || (given.HostExpertLayers > 0 && given.HostExpertLayers != wanted.HostExpertLayers))
                flags.Contradict("offload", offload.ToString());
        }

        private T Agreed<T>(T said, T flagged, string option, FlagReading flags)
        {
            if (said is null || flagged is null || EqualityComparer<T>.Default.Equals(said, flagged))
                return said is null ? flagged : said;
            flags.Contradict(option, line[option] ?? string.Create(CultureInfo.InvariantCulture, $"{said}"));
            return said;
        }
    }
}
