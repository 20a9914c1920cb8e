using VramBot.Core;
using VramBot.Core.Estimation.Training;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Grammar;

/// <content>What is trained, and the options that only training has.</content>
public sealed partial class VramReader
{
    private sealed partial class Reading
    {
        private const string DefaultQuantized = "nf4-dq";
        private const string UsualTask = "lora";
        private static readonly string[] TaskNames = ["inference", "lora", "qlora", "full", "pretrain"];
        private static readonly string[] TrainingOptions = ["optimizer", "checkpointing", "zero", "accum", "dtype", "packing"];

        /// <summary>The run that was asked for, or null for inference.</summary>
        private TrainingQuestion? Training()
        {
            var named = line["task"];
            if (named is null || TrainingWords.IsInference(named))
            {
                RefuseTrainingOptions();
                return null;
            }

            if (TrainingWords.Task(named) is { } task)
                return Run(task, named);
            var later = named.ToLowerInvariant() is "dpo" or "grpo" or "ppo" or "rlhf" or "orpo" or "kto" or "rl" or "reward" or "distillation";
            var near = NearestTask(named);
            var means = near is not null || Array.Exists(TrainingOptions, option => line[option] is not null);
            Reject(later ? ValueProblems.Unbuilt($"task:{named.ToLowerInvariant()}", named) : ValueProblems.Task(named, near), "task", means ? near ?? UsualTask : null);
            return null;
        }

        private static string? NearestTask(string named) => TaskNames
            .FirstOrDefault(task => named.Length > 2 && Core.Catalogs.EditDistance.Between(task, named.ToLowerInvariant(), 2) <= task.Length / 4);

        private TrainingQuestion Run(TrainingTask task, string named)
        {
            var float32 = Chosen("dtype", Later("write bf16, fp16, mixed (32-bit weights under autocast) or fp32"), DataType);
            return new(task)
            {
                Accumulation = Number("accum", MostSequences),
                Optimizer = Optimizer(task),
                Checkpointing = Chosen("checkpointing", Later("write on, off, selective or offload"), TrainingWords.Checkpointing),
                Sharding = Chosen("zero", null, TrainingWords.Sharding),
                Offload = TrainingOffloadOf(),
                FloatWeights = float32?.Weights,
                Autocast = float32?.Autocast,
                Packing = Chosen("packing", Later("write on, off or padding-free"), TrainingWords.Packing),
                IsDora = named.EndsWith("dora", StringComparison.OrdinalIgnoreCase) ? true : null,
                Assumption = task == TrainingTask.Full && !named.StartsWith("full", StringComparison.OrdinalIgnoreCase) && !named.Equals("fft", StringComparison.OrdinalIgnoreCase)
                    ? Tr($"task:{LineReader.Shown(named)} is taken as task:full, which trains every weight; task:lora and task:qlora train adapters and need far less.")
                    : string.Empty,
            };
        }

        private OptimizerKind? Optimizer(TrainingTask task)
        {
            if (line["optimizer"] is not { } text)
                return null;
            if (TrainingWords.Optimizer(text) is not { } optimizer)
            {
                var near = TrainingWords.NearestOptimizer(text);
                Reject(ValueProblems.Optimizer(text, near), "optimizer", near);
                return null;
            }

            if (optimizer is not (OptimizerKind.GaLore or OptimizerKind.BAdam) || task is TrainingTask.Full or TrainingTask.Pretrain)
                return optimizer;
            Reject(ValueProblems.OptimizerTask(text, task), "task", "full");
            return null;
        }

        private TrainingOffload? TrainingOffloadOf()
        {
            if (line["offload"] is not { } text)
                return null;
            if (TrainingWords.Offload(text) is { } offload)
                return offload;
            Reject(ValueProblems.OffloadTraining(text), "offload", null);
            return null;
        }

        /// <summary>By the plain widths, QLoRA means the formats of bitsandbytes.</summary>
        private string TrainedBeside(string format) => training?.Task != TrainingTask.QuantizedLowRank ? format : format.ToLowerInvariant() switch
        {
            "int4" or "4bit" or "4-bit" => DefaultQuantized,
            "int8" or "8bit" or "8-bit" => "bnb-int8",
            _ => format,
        };

        private static (bool Weights, bool Autocast)? DataType(string text) => text.ToLowerInvariant() switch
        {
            "bf16" or "bfloat16" or "fp16" or "float16" or "half" or "bf16-true" or "16-true" => (false, false),
            "mixed" or "bf16-mixed" or "16-mixed" or "amp" or "autocast" => (true, true),
            "fp32" or "float32" or "32-true" or "full" => (true, false),
            _ => null,
        };

        private T? Chosen<T>(string option, string? choices, Func<string, T?> read)
            where T : struct
        {
            if (line[option] is not { } text)
                return null;
            if (read(text) is { } value)
                return value;
            Reject(choices is null ? ValueProblems.Zero(text) : ValueProblems.Choice(option, text, choices), option, null);
            return null;
        }

        /// <summary>Options of training on a line that does not train: a task is missing, not they are too many; but a line that says inference means it.</summary>
        private void RefuseTrainingOptions()
        {
            foreach (var option in TrainingOptions)
                if (line[option] is { } value)
                    RefuseOfTraining(ValueProblems.NeedsTask(option, value), option);
            if (line["offload"] is { } offload && TrainingWords.Offload(offload) is TrainingOffload.Optimizer)
                RefuseOfTraining(ValueProblems.OffloadInference(offload), "offload");
        }

        private void RefuseOfTraining(Problem problem, string option)
        {
            if (line["task"] is null)
                Reject(problem, "task", problem.Code == "offload.task" ? "full" : UsualTask);
            else
                Reject(problem, option, null);
        }
    }
}
