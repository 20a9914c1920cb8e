using VramBot.Core;
using VramBot.Core.Estimation.Training;
using static System.FormattableString;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Grammar;

/// <content>What a training run is refused with.</content>
internal static partial class ValueProblems
{
    /// <summary>A task as it is typed.</summary>
    public static string NameOf(TrainingTask task) => task switch
    {
        TrainingTask.LowRank => "lora",
        TrainingTask.QuantizedLowRank => "qlora",
        TrainingTask.Full => "full",
        _ => "pretrain",
    };

    public static Problem Task(string saw, string? near) => new(
        "task.unknown",
        saw,
        Sentences(Tr($"I don't know the task `{LineReader.Shown(saw)}`."), DidYouMean(near is null ? [] : [near]), Tr("Tasks are inference, lora, qlora, full and pretrain.")));

    /// <summary>An option that only training has, on a line that does not train.</summary>
    public static Problem NeedsTask(string option, string saw) => new(
        $"{option}.task", saw, Tr($"`{option}:{LineReader.Shown(saw)}` belongs to training: say what is trained, task:lora, task:qlora, task:full or task:pretrain."));

    /// <summary>An option that only inference has, on a line that trains.</summary>
    public static Problem NotInTraining(string option, string saw, string why) => new($"{option}.task", saw, Tr($"`{option}:{LineReader.Shown(saw)}` does nothing in training: {Tr(why)}."));

    public static Problem NoAdapter(string option, string saw, TrainingTask task) => new(
        $"{option}.task", saw, Tr($"`{option}:{LineReader.Shown(saw)}` describes an adapter, and task:{NameOf(task)} trains every weight: leave it out, or write task:lora."));

    public static Problem RankTooLarge(string saw, string model, int width) => new(
        "rank.range", saw, Tr($"`rank:{LineReader.Shown(saw)}` is larger than the matrices of {model}, which are {width:#,0} wide: an adapter has a smaller rank, usually 8 to 64."));

    public static Problem NoExpertsToAdapt(string saw, string model) =>
        new("targets.dense", saw, Tr($"`targets:{LineReader.Shown(saw)}` names experts, and {model} has none: write all-linear, attention or mlp."));

    public static Problem Targets(string saw) => Choice("targets", saw, Later("write all-linear, attention, qv, mlp, or a list of q, k, v, o, gate, up, down, head and experts, such as q,k,v,o"));

    public static Problem Optimizer(string saw, string? near) => new(
        "optimizer.unknown",
        saw,
        Sentences(Tr($"I don't know the optimizer `{LineReader.Shown(saw)}`."), DidYouMean(near is null ? [] : [near]), Tr($"Optimizers are {string.Join(", ", TrainingWords.OptimizerNames)}.")));

    public static Problem OptimizerTask(string saw, TrainingTask task) => new(
        "optimizer.task", saw, Tr($"`optimizer:{LineReader.Shown(saw)}` is a way to train every weight, and task:{NameOf(task)} trains adapters: write task:full, or optimizer:adamw-8bit."));

    public static Problem Zero(string saw) => Choice("zero", saw, Later("ZeRO has the stages 0, 1, 2 and 3; fsdp, fsdp2, hsdp and ddp work too"));

    public static Problem ZeroAlone(string saw) => new(
        "zero.gpus", saw, Tr($"`zero:{LineReader.Shown(saw)}` divides a run among GPUs, and there is one: say how many, such as gpus:8, or leave it out."));

    public static Problem ZeroEngine(string saw, string engine, IReadOnlyList<string> words) => new(
        "zero.engine",
        saw,
        words.Count == 0
            ? Tr($"{engine} divides nothing among GPUs, each holds all of it: leave `zero:{LineReader.Shown(saw)}` out, or write engine:transformers.")
            : Tr($"{engine} has no `zero:{LineReader.Shown(saw)}`: write {words.Select(word => $"zero:{word}").Aggregate((some, other) => Tr($"{some} or {other}"))}."));

    public static Problem OffloadTraining(string saw) => new(
        "offload.task", saw, Tr($"`offload:{LineReader.Shown(saw)}` does not work in training: write optimizer, all (weights and optimizer) or none; layers and experts are llama.cpp's."));

    public static Problem OffloadInference(string saw) => new(
        "offload.task", saw, Tr($"`offload:{LineReader.Shown(saw)}` keeps the optimizer of a training run in host memory: say what is trained, such as task:full, or how many layers stay there."));

    public static Problem OffloadTrainer(string saw, string engine) =>
        new("offload.engine", saw, Tr($"{engine} keeps no optimizer or weights in host memory: leave `offload:{LineReader.Shown(saw)}` out, or write engine:transformers."));

    public static Problem DoesNotTrain(string saw, string engine) => new(
        "engine.task", saw, Tr($"{engine} serves models here, it does not train them: write engine:transformers, unsloth, axolotl, torchtune or another that trains."));

    public static Problem DoesNotServe(string saw, string engine) => new(
        "engine.task", saw, Tr($"{engine} trains models, it does not serve them: say what is trained, such as task:lora, or write engine:vllm or engine:llama.cpp."));

    public static Problem IsQuantized(string saw) => new(
        "precision.task", saw, Tr($"LoRA on `{LineReader.Shown(saw)}` weights is QLoRA: write task:qlora, or precision:bf16 for task:lora."));

    public static Problem IsNotQuantized(string saw) => new(
        "precision.task", saw, Tr($"QLoRA keeps quantized weights, and `{LineReader.Shown(saw)}` is not: write task:lora, or precision:nf4 for task:qlora."));

    public static Problem CannotTrain(string saw, TrainingTask task) => new(
        "precision.task", saw, Tr($"`{LineReader.Shown(saw)}` weights cannot be trained, and task:{NameOf(task)} trains them all: write precision:bf16, or task:qlora to train adapters beside quantized ones."));

    public static Problem NotForTraining(string saw, TrainingTask task) => new(
        "precision.task", saw, Tr($"Trainers do not read `{LineReader.Shown(saw)}` weights, they are made for serving: write precision:{(task == TrainingTask.QuantizedLowRank ? "nf4" : "bf16")}."));

    public static Problem WeightsContradict(string dtype, string saw) => new(
        "dtype.precision", saw, Tr($"`dtype:{LineReader.Shown(dtype)}` and `precision:{LineReader.Shown(saw)}` say different things about the weights; say one of them."));

    public static Problem TensorEngine(string option, int ranks, string engine) => new(
        $"{option}.engine", Invariant($"{option}:{ranks}"), option switch
        {
            "tp" => Tr($"{engine} has no tensor parallelism: leave tp out, or write engine:megatron."),
            "pp" => Tr($"{engine} has no pipeline parallelism: leave pp out, or write engine:megatron."),
            _ => Tr($"{engine} has no expert parallelism: leave ep out, or write engine:megatron."),
        });

    public static Problem TensorHeads(int ranks, string model, int heads) =>
        new("tp.heads", Invariant($"tp:{ranks}"), Tr($"{model} has {heads} attention heads, and tp must divide them: {ranks} does not."));

    public static Problem PipelineLayers(int stages, string model, int layers) =>
        new("pp.layers", Invariant($"pp:{stages}"), Tr($"{model} has {layers} layers, so at most as many pipeline stages: pp:{layers} or fewer."));

    public static Problem LayoutCards(string saw, int ranks, int cards) =>
        new("layout.count", saw, Tr($"{saw} needs a multiple of {ranks} GPUs, and {cards} are named: write gpus:{(cards + ranks - 1) / ranks * ranks}, or smaller numbers."));

    public static Problem ExpertsNotDivided(int ranks, string model, int experts) =>
        new("ep.experts", Invariant($"ep:{ranks}"), Tr($"{model} has {experts} experts a layer, and ep must divide them: {ranks} does not."));

    public static Problem ExpertCopies(int ranks, int copies) =>
        new("ep.ranks", Invariant($"ep:{ranks}"), Tr($"Experts are spread over data-parallel ranks, and there are {copies}: ep must divide them. Write a smaller ep, or more gpus."));

    public static Problem ContextRanks(int ranks, int copies) =>
        new("cp.ranks", Invariant($"{ranks}"), Tr($"Context parallelism divides each sequence over {ranks} GPUs, and {copies} are left beside tp and pp: it must divide them."));
}
