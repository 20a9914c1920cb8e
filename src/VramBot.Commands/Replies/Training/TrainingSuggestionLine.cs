using System.Globalization;
using VramBot.Commands.Grammar;
using VramBot.Commands.Grammar.Switches;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Estimation.Training.Presets;
using VramBot.Core.Fitting;
using VramBot.Core.Formats;
using VramBot.Core.Gpus;

namespace VramBot.Commands.Replies.Training;

/// <summary>The line that asks for a changed run: what its framework does anyway is left out, everything else is said by an option.</summary>
internal static class TrainingSuggestionLine
{
    private const string FusedLoss = "--use_liger_kernel";
    private static readonly string[] Switches = ["users", "ctx", "accum", "rank", "targets", "optimizer", "checkpointing", "zero", "offload", "packing", "tp", "pp", "ep"];

    /// <param name="line">The line as asked.</param>
    /// <param name="asked">The request that it made.</param>
    /// <param name="suggestion">What is changed.</param>
    public static TypedLine Of(TypedLine line, EstimateRequest asked, Suggestion suggestion)
    {
        var changed = suggestion.Changed;
        var habits = changed with { Training = TrainingPresets.Of(changed.Engine, changed.Training!.Task, changed.Parallelism.Copies), Sequences = 1, Context = new(TrainingRun.DefaultLength), Parallelism = Parallelism.OneGpu };
        var said = WithoutFlags(line, asked).With("task", ValueProblems.NameOf(changed.Training.Task));
        foreach (var option in Switches)
            if (said[option] is null || Typed(option, changed) != Typed(option, asked))
                said = said.With(option, Typed(option, changed) == Typed(option, habits) ? null : Typed(option, changed));
        if (changed.Engine.Kind != asked.Engine.Kind)
            said = said.With("engine", SuggestionLine.NameOf(changed.Engine));
        if (changed.Weights != asked.Weights)
            said = said.With("precision", PrecisionOf(line, changed.Weights));
        if (changed.Training.Loss == LossKernel.FusedLinear && habits.Training.Loss != LossKernel.FusedLinear && asked.Training!.Loss != LossKernel.FusedLinear)
            said = said.With("flags", $"{said["flags"]} {FusedLoss}".TrimStart());
        return suggestion.Fit is { } fit ? said.With("gpu", fit.Rig.ToString()) : said;
    }

    /// <summary>What an option would say of a request; null where it has nothing to say.</summary>
    private static string? Typed(string option, EstimateRequest request)
    {
        var run = request.Training!;
        return option switch
        {
            "task" => ValueProblems.NameOf(run.Task),
            "precision" => request.Weights.Id,
            "gpu" => request.Gpu is { } card ? Rig.Of(card, request.Parallelism.Gpus).ToString() : Number(request.Parallelism.Gpus),
            "users" => Number(request.Sequences),
            "ctx" => request.Context.Count.ToString(CultureInfo.InvariantCulture),
            "accum" => Number(run.Accumulation),
            "rank" => run.Adapter is { } adapter ? Number(adapter.Rank) : null,
            "targets" => run.Adapter is { } adapter ? Core.Estimation.Adapters.TargetRoles.Typed(adapter.Targets) : null,
            "optimizer" => TrainingWords.NameOf(run.Optimizer),
            "checkpointing" => TypedOptions.Of(run.Checkpointing),
            "zero" => request.Parallelism.Copies == 1 ? null : TypedOptions.Of(run.Sharding),
            "offload" => run.Offload == TrainingOffload.None ? null : TypedOptions.Of(run.Offload),
            "tp" => request.Parallelism.Tensor > 1 ? Number(request.Parallelism.Tensor) : null,
            "pp" => request.Parallelism.Pipeline > 1 ? Number(request.Parallelism.Pipeline) : null,
            "ep" => run.ExpertParallel > 1 ? Number(run.ExpertParallel) : null,
            _ => TypedOptions.Of(run.Packing),
        };
    }

    /// <summary>Formats that a task has by itself need no word, unless a repository's name says another.</summary>
    private static string? PrecisionOf(TypedLine line, WeightFormat format) =>
        format is FloatFormat { BytesPerWeight: 2 } or { Id: "nf4-dq" } && line["model"]?.Contains('/', StringComparison.Ordinal) != true ? null : format.Id;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What a switch says that an option can say too is said by the option, which the suggestion may then change.</summary>
    private static TypedLine WithoutFlags(TypedLine line, EstimateRequest asked)
    {
        if (line["flags"] is not { } text)
            return line;
        var switches = SwitchWords.Read(text, SwitchTables.Of(asked.Engine.Engine, trains: true));
        var said = switches.Where(flag => flag.Known is { Sets: true, Says: { } option } && (Array.IndexOf(Switches, option) >= 0 || option is "gpu" or "task" or "precision")).ToList();
        var left = switches.Except(said).Where(flag => !flag.IsStray).Select(flag => flag.Words).ToList();
        var named = line.With("flags", left.Count == 0 ? null : string.Join(' ', left)).With("engine", SuggestionLine.NameOf(asked.Engine));
        foreach (var option in said.Select(flag => flag.Known!.Says!).Distinct(StringComparer.Ordinal))
            named = named.With(option, Typed(option, asked));
        return named;
    }
}
