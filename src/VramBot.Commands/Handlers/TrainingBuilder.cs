using VramBot.Commands.Grammar;
using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Estimation.Training.Presets;
using VramBot.Core.Formats;
using VramBot.Core.Units;

namespace VramBot.Commands.Handlers;

/// <summary>Makes the request of a training run: the framework's own habits, and on top of them what the person said.</summary>
internal sealed class TrainingBuilder(Catalog catalog)
{
    private const string DefaultQuantized = "nf4-dq";

    /// <summary>The whole request.</summary>
    public EstimateRequest Build(VramQuestion question, TrainingQuestion said)
    {
        var engine = question.Engine ?? TrainingEngines.Default(question.PipelineParallel, question.ExpertParallel);
        var copies = TrainingLayout.Copies(question);
        var run = With(TrainingPresets.Of(engine, said.Task, copies), question, said);
        var weights = question.Weights ?? Usual(question.Model, said, run.Precision);
        var cache = catalog.CacheFormats.Find("bf16") ?? throw new InvalidOperationException("The catalog has no 16-bit cache format.");
        return new()
        {
            Model = question.Model.Entry,
            Weights = weights,
            Keys = cache,
            Values = cache,
            Context = question.Context ?? new TokenCount(TrainingRun.DefaultLength),
            Sequences = question.Users ?? 1,
            Engine = engine,
            Settings = engine.Engine.Defaults,
            Gpu = question.Gpu?.Gpu,
            Parallelism = new(question.TensorParallel ?? 1, question.PipelineParallel ?? 1) { Copies = copies },
            Training = run,
        };
    }

    private static TrainingRun With(TrainingRun preset, VramQuestion question, TrainingQuestion said)
    {
        var optimizer = said.Optimizer ?? preset.Optimizer;
        return preset with
        {
            Adapter = preset.Adapter is not { } adapter ? null : adapter with
            {
                Rank = question.AdapterRank ?? adapter.Rank,
                Targets = ((question.AdapterTargets ?? adapter.Targets) | said.AddedTargets) & ~said.RemovedTargets,
                HasDropout = said.HasDropout ?? adapter.HasDropout,
                IsDora = said.IsDora ?? adapter.IsDora,
                TrainsEmbeddings = said.TrainsEmbeddings ?? adapter.TrainsEmbeddings,
            },
            Precision = PrecisionOf(preset.Precision, question.Weights, said),
            Optimizer = optimizer,
            StepsInBackward = said.StepsInBackward ?? (optimizer == OptimizerKind.Lomo || preset.StepsInBackward),
            FloatGradients = said.FloatGradients ?? preset.FloatGradients,
            Accumulation = said.Accumulation ?? preset.Accumulation,
            Checkpointing = said.Checkpointing ?? preset.Checkpointing,
            Sharding = said.Sharding ?? preset.Sharding,
            Offload = said.Offload ?? preset.Offload,
            ContextParallel = said.ContextParallel ?? preset.ContextParallel,
            ExpertParallel = question.ExpertParallel ?? preset.ExpertParallel,
            SequenceParallel = said.SequenceParallel ?? preset.SequenceParallel,
            Attention = said.Attention ?? preset.Attention,
            Loss = said.Loss ?? preset.Loss,
            FusedKernels = said.FusedKernels ?? preset.FusedKernels,
            Packing = said.Packing ?? preset.Packing,
            ExpandableSegments = said.ExpandableSegments ?? preset.ExpandableSegments,
        };
    }

    /// <summary>The preset's types, with the width of the weights and autocast as they were said; 32-bit weights are computed with under autocast unless that is said to be off.</summary>
    private static TrainingPrecision PrecisionOf(TrainingPrecision preset, WeightFormat? weights, TrainingQuestion said)
    {
        if (preset == TrainingPrecision.FloatShards && said is { FloatWeights: null or true, Autocast: null } && weights is null or FloatFormat { BytesPerWeight: > 2 })
            return preset;
        var wide = said.FloatWeights ?? (weights is FloatFormat format ? format.BytesPerWeight > 2 : preset is TrainingPrecision.Mixed or TrainingPrecision.Full);
        var autocast = said.Autocast ?? (preset is TrainingPrecision.Mixed or TrainingPrecision.HalfAutocast || (wide && preset == TrainingPrecision.Half));
        var quantized = said.Task == TrainingTask.QuantizedLowRank;
        return (wide, autocast) switch
        {
            (true, true) when quantized => TrainingPrecision.HalfAutocast,
            (true, true) => TrainingPrecision.Mixed,
            (true, false) => TrainingPrecision.Full,
            (false, true) => TrainingPrecision.HalfAutocast,
            _ => TrainingPrecision.Half,
        };
    }

    /// <summary>What a repository's name says, NF4 with double quantization for QLoRA, else 32 or 16 bit as the run has it: quantized models are trained from their 16-bit weights.</summary>
    private WeightFormat Usual(ModelMatch model, TrainingQuestion said, TrainingPrecision precision)
    {
        if (said.Task == TrainingTask.QuantizedLowRank)
            return model.FormatHint is { } hint && catalog.WeightFormats.Find(hint) is { } named and not FloatFormat ? named : Known(DefaultQuantized);
        if (precision is TrainingPrecision.Mixed or TrainingPrecision.FloatShards or TrainingPrecision.Full)
            return Known("fp32");
        return catalog.WeightFormats.Find(model.FormatHint ?? model.Entry.NativeFormat) is FloatFormat { BytesPerWeight: 2 } shipped ? shipped : Known("bf16");
    }

    private WeightFormat Known(string id) => catalog.WeightFormats.Find(id) ?? throw new InvalidOperationException($"The catalog has no format '{id}'.");
}
