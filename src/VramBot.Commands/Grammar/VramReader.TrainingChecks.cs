using System.Globalization;
using VramBot.Core;
using VramBot.Core.Engines;
using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Formats;
using VramBot.Core.Models;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Grammar;

/// <content>Whether what was said of a training run goes together: with the task, the framework, the model and the cards.</content>
public sealed partial class VramReader
{
    private sealed partial class Reading
    {
        private const string UsualRank = "16";
        private const string UsualCards = "8";

        private VramQuestion? CheckedTraining(VramQuestion? question)
        {
            if (question?.Training is not { } run)
                return question;
            CheckServing();
            CheckAdapter(question, run);
            CheckWeights(question, run);
            var sharding = run.Sharding;
            if (question.Engine is not null || line["engine"] is null)
            {
                var engine = (question.Engine ?? TrainingEngines.Default(question.PipelineParallel, question.ExpertParallel)).Engine;
                sharding = CheckEngine(question, run, engine);
            }

            CheckLayout(question, run);
            return question with { Training = run with { Sharding = sharding } };
        }

        private void CheckServing()
        {
            Refuse("kv", Later("nothing is cached"), _ => true);
            Refuse("draft", Later("a draft model is for answering"), name => !string.Equals(name, "none", StringComparison.OrdinalIgnoreCase));
            Refuse("adapters", Later("it counts adapters that are served; the one that is trained is said by rank and targets"), count => count != "0");

            void Refuse(string option, string why, Func<string, bool> says)
            {
                if (line[option] is { } value && says(value))
                    Reject(ValueProblems.NotInTraining(option, value, why), option, null);
            }
        }

        private void CheckAdapter(VramQuestion question, TrainingQuestion run)
        {
            if (run.TrainsAllWeights)
            {
                foreach (var option in (string[])["rank", "targets"])
                    if (line[option] is { } value)
                        Reject(ValueProblems.NoAdapter(option, value, run.Task), option, null);
                if (line["rank"] is null && question.AdapterRank is { } flagged)
                    RejectSaid(ValueProblems.NoAdapter("rank", flagged.ToString(CultureInfo.InvariantCulture), run.Task), "rank", null);
                return;
            }

            if (question.Model.Entry.Network is not { } network)
                return;
            if (question.AdapterRank is { } rank && rank >= network.HiddenSize)
                RejectSaid(ValueProblems.RankTooLarge(line["rank"] ?? rank.ToString(CultureInfo.InvariantCulture), question.Model.Entry.Name, network.HiddenSize), "rank", UsualRank);
            if (question.AdapterTargets is { } targets && targets.HasFlag(AdapterTargets.Experts) && !HasExperts(network))
                RejectSaid(ValueProblems.NoExpertsToAdapt(line["targets"] ?? TargetRoles.Typed(targets), question.Model.Entry.Name), "targets", TargetRoles.Typed(targets & ~AdapterTargets.Experts));
        }

        private void CheckWeights(VramQuestion question, TrainingQuestion run)
        {
            var format = question.Weights ?? (question.Model.FormatHint is { } hint ? catalog.WeightFormats.Find(hint) : null);
            if (format is null || (question.Weights is null && line["precision"] is not null))
                return;
            var typed = line["precision"] ?? TypedNames.Of(format);
            if (format is GgufMix or GgufRate or UnsizedFormat || EngineChoice.IsOf(format, "exl", "mlx"))
                RejectWeights(ValueProblems.NotForTraining(typed, run.Task), run.Task == TrainingTask.QuantizedLowRank ? "nf4" : "bf16");
            else if (run.TrainsAllWeights && format is not FloatFormat)
                RejectWeights(ValueProblems.CannotTrain(typed, run.Task), "bf16");
            else if (run.Task == TrainingTask.LowRank && format is not FloatFormat)
                Reject(ValueProblems.IsQuantized(typed), "task", "qlora");
            else if (run.Task == TrainingTask.QuantizedLowRank && format is FloatFormat && question.Weights is not null)
                RejectSaid(ValueProblems.IsNotQuantized(typed), "task", "lora");
            else if (format is FloatFormat { BytesPerWeight: var width } && line["dtype"] is { } dtype && run.FloatWeights is { } wide && wide != width > 2)
                Reject(ValueProblems.WeightsContradict(dtype, typed), "precision", null);
        }

        private void RejectWeights(Problem problem, string instead) => Reject(problem, "precision", instead);

        private Sharding? CheckEngine(VramQuestion question, TrainingQuestion run, Engine engine)
        {
            if (question.TensorParallel > 1 && !TrainingEngines.HasTensorParallel(engine.Kind))
                RejectSaid(ValueProblems.TensorEngine("tp", question.TensorParallel.Value, engine.Label), "tp", null);
            if (question.PipelineParallel > 1 && !TrainingEngines.HasPipeline(engine.Kind))
                RejectSaid(ValueProblems.TensorEngine("pp", question.PipelineParallel.Value, engine.Label), "pp", null);
            if (question.ExpertParallel > 1 && !TrainingEngines.HasExpertParallel(engine.Kind))
                RejectSaid(ValueProblems.TensorEngine("ep", question.ExpertParallel.Value, engine.Label), "ep", null);
            if (run.Offload is TrainingOffload.Optimizer or TrainingOffload.All && engine.Kind == EngineKind.Unsloth)
                RejectSaid(ValueProblems.OffloadTrainer(line["offload"] ?? "optimizer", engine.Label), "offload", null);
            if (run.Sharding is not { } said)
                return null;
            if (TrainingEngines.Meant(engine.Kind, said) is { } meant)
                return meant;
            var words = TrainingEngines.ShardingWords(engine.Kind);
            RejectSaid(ValueProblems.ZeroEngine(line["zero"] ?? "3", engine.Label, words), "zero", words.FirstOrDefault());
            return said;
        }

        private void CheckLayout(VramQuestion question, TrainingQuestion run)
        {
            var (tensor, pipeline) = (question.TensorParallel ?? 1, question.PipelineParallel ?? 1);
            var before = Problems.Count;
            if (question.Model.Entry.Network is { } network)
                CheckShape(question, network, tensor, pipeline);
            if (Problems.Count > before || (line["gpu"] is not null && question.Gpu is null && question.Cards is null))
                return;
            var ranks = tensor * pipeline;
            var cards = question.Gpu?.Count ?? question.Cards;
            if (cards is { } named && named % ranks != 0 && !(question.Gpu is { Count: 1 } && ranks > 1))
                RejectSaid(ValueProblems.LayoutCards($"tp:{tensor} pp:{pipeline}", ranks, named), "tp", null, "pp");
            else
                CheckCopies(question, run, TrainingLayout.Copies(question));
        }

        private void CheckCopies(VramQuestion question, TrainingQuestion run, int copies)
        {
            if (question.ExpertParallel is > 1 and var experts && copies % experts != 0)
                RejectSaid(ValueProblems.ExpertCopies(experts, copies), "ep", null);
            if (run.ContextParallel is > 1 and var contexts && copies % contexts != 0)
                RejectSaid(ValueProblems.ContextRanks(contexts, copies), "flags", null);
            if (copies == 1 && run.Sharding is not (null or Sharding.None) && run.Offload is null or TrainingOffload.None && (question.TensorParallel ?? 1) * (question.PipelineParallel ?? 1) == 1)
                RejectSaid(ValueProblems.ZeroAlone(line["zero"] ?? "3"), line["gpu"] is null ? "gpu" : "zero", line["gpu"] is null ? UsualCards : null);
        }

        private void CheckShape(VramQuestion question, Network network, int tensor, int pipeline)
        {
            if (network.Layers.Select(layer => layer.Attention).OfType<Attention>().FirstOrDefault(attention => attention.Heads % tensor != 0) is { } attention)
                RejectSaid(ValueProblems.TensorHeads(tensor, question.Model.Entry.Name, attention.Heads), "tp", null);
            if (pipeline > network.Layers.Length)
                RejectSaid(ValueProblems.PipelineLayers(pipeline, question.Model.Entry.Name, network.Layers.Length), "pp", null);
            if (question.ExpertParallel is not > 1)
                return;
            var experts = question.ExpertParallel.Value;
            if (network.Layers.Select(layer => layer.Experts).OfType<MixtureOfExperts>().FirstOrDefault() is not { } mixture)
                RejectSaid(ValueProblems.ExpertsDense(experts, question.Model.Entry.Name), "ep", null);
            else if (mixture.Experts % experts != 0)
                RejectSaid(ValueProblems.ExpertsNotDivided(experts, question.Model.Entry.Name, mixture.Experts), "ep", null);
        }

        private static bool HasExperts(Network network) => network.Layers.Any(layer => layer.Experts is not null);

        /// <summary>Refuses what an option says, or else the switches that say it.</summary>
        private void RejectSaid(Problem problem, string option, string? replacement, params ReadOnlySpan<string> also)
        {
            Reject(problem, option, replacement);
            foreach (var other in also)
                Corrected = Corrected.With(other, null);
            if (line[option] is null && replacement is null)
                Corrected = Corrected.With("flags", null);
        }
    }
}
