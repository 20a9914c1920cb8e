using VramBot.Commands.Grammar.Switches;
using VramBot.Core.Engines;
using VramBot.Core.Gpus;

namespace VramBot.Commands.Grammar;

/// <content>What a trainer's own switches say of the run, and that it agrees with the options beside them.</content>
public sealed partial class VramReader
{
    private sealed partial class Reading
    {
        private VramQuestion MergedRun(VramQuestion question, FlagReading flags)
        {
            if (question.Training is not { } run)
                return question;
            var effects = flags.Effects.Run;
            var said = effects.Run;
            if (effects.TrainsAllWeights is { } all && all != run.TrainsAllWeights)
                flags.Contradict("task", line["task"]!);
            var weights = effects.Weights(question.Engine!.Kind != EngineKind.Transformers) is { } name ? catalog.WeightFormats.Find(name) : null;
            return WithCards(question, effects.Cards, flags) with
            {
                Weights = Agreed(question.Weights, weights, "precision", flags),
                AdapterTargets = Agreed(question.AdapterTargets, effects.Targets, "targets", flags),
                Training = run with
                {
                    Accumulation = Agreed(run.Accumulation, said.Accumulation, "accum", flags),
                    Optimizer = Agreed(run.Optimizer, said.Optimizer, "optimizer", flags),
                    Checkpointing = Agreed(run.Checkpointing, said.Checkpointing, "checkpointing", flags),
                    Sharding = Agreed(run.Sharding, said.Sharding, "zero", flags),
                    Offload = Agreed(run.Offload, said.Offload, "offload", flags),
                    FloatWeights = Agreed(run.FloatWeights, said.FloatWeights, "dtype", flags),
                    Autocast = line["dtype"] is not null && said.Autocast is not null ? said.Autocast : run.Autocast ?? said.Autocast,
                    Packing = Agreed(run.Packing, said.Packing, "packing", flags),
                    Loss = said.Loss,
                    FusedKernels = said.FusedKernels,
                    Attention = said.Attention,
                    HasDropout = said.HasDropout,
                    IsDora = run.IsDora ?? said.IsDora,
                    TrainsEmbeddings = said.TrainsEmbeddings,
                    AddedTargets = said.AddedTargets,
                    RemovedTargets = said.RemovedTargets,
                    ContextParallel = said.ContextParallel,
                    SequenceParallel = said.SequenceParallel,
                    FloatGradients = said.FloatGradients,
                    StepsInBackward = said.StepsInBackward,
                    ExpandableSegments = said.ExpandableSegments,
                },
            };
        }

        /// <summary>Processes of a launcher are the cards, of the kind that is named.</summary>
        private VramQuestion WithCards(VramQuestion question, int? processes, FlagReading flags)
        {
            if (processes is not { } count)
                return question;
            if (question.Gpu is { Count: 1 } card)
                return question with { Gpu = card with { Rig = Rig.Of(card.Gpu, count) } };
            if (question.Gpu is { Count: var many } && many != count)
                flags.Contradict("gpu", line["gpu"]!);
            return question.Gpu is null ? question with { Cards = Agreed(question.Cards, count, "gpu", flags) } : question;
        }
    }
}
