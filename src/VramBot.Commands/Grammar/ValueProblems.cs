using System.Text;
using VramBot.Core;
using VramBot.Core.Gpus;
using static System.FormattableString;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Grammar;

/// <summary>Every sentence that a value can be refused with, in one place.</summary>
internal static partial class ValueProblems
{
    public static Problem Tokens(string saw) => new("ctx.number", saw, Tr($"`{LineReader.Shown(saw)}` is not a number of tokens: write 4096, 4k, 128k or max."));

    public static Problem TokensRange(string saw, long most, bool ofSample) => new(
        "ctx.range",
        saw,
        ofSample
            ? Tr($"`seq:{LineReader.Shown(saw)}` is out of range: a sample has 1 to {most:#,0} tokens.")
            : Tr($"`ctx:{LineReader.Shown(saw)}` is out of range: a context has 1 to {most:#,0} tokens."));

    public static Problem Count(string option, string saw, long most, long least = 1) =>
        new($"{option}.number", saw, Tr($"`{option}:{LineReader.Shown(saw)}` does not work: write a whole number from {least} to {most:#,0}."));

    public static Problem Model(string saw, IReadOnlyCollection<string> near) => new(
        "model.unknown",
        saw,
        Sentences(
            Tr($"I don't know the model `{LineReader.Shown(saw)}`."),
            DidYouMean(near) ?? (saw.Contains('/', StringComparison.Ordinal)
                ? Tr("Repositories look like org/name: write one, name one of /vram-models, or say a size such as 7b.")
                : Tr("Search with /vram-models, or say a size such as 7b."))));

    /// <summary>A model is named, and words stand behind it that belong to no option.</summary>
    public static Problem WordsBehindModel(string model, string words) => new(
        "word.stray",
        words,
        Tr($"`{model}` is a model, but I don't know what to do with `{LineReader.Shown(words)}` behind it. Options look like ctx:4096."));

    public static Problem MissingModel() => new("model.missing", string.Empty, Tr("Say which model: a name such as llama-3.1-8b, or a size such as 7b."));

    public static Problem Format(string saw, IReadOnlyCollection<string> near) => new(
        "precision.unknown",
        saw,
        Sentences(Tr($"I don't know the format `{LineReader.Shown(saw)}`."), DidYouMean(near) ?? Tr("Weight formats look like Q4_K_M, fp8 or int4; /vram-formats lists them.")));

    /// <summary>A GGUF name whose rate differs by model: how to say the file's own.</summary>
    public static Problem Unrated(string saw, string why, string rate, string near, long? parameters) => new(
        "format.unsized",
        saw,
        parameters is { } count
            ? Tr($"`{LineReader.Shown(saw)}` has no fixed rate: {Tr(why)}. Type the file's own, its size in bytes × 8 / {count:#,0} parameters: precision:{rate} is what the nearest plain mix, {near}, comes to.")
            : Tr($"`{LineReader.Shown(saw)}` has no fixed rate: {Tr(why)}. Type the file's own, its size in bytes × 8 / the parameters: precision:{rate} is what the nearest plain mix, {near}, comes to."));

    public static Problem Rate(string saw, string rate, bool inRange) => new(
        "precision.unknown",
        saw,
        inRange
            ? Tr($"`{LineReader.Shown(saw)}` does not say of which kind of file: write gguf:{rate} or exl2:{rate}.")
            : Tr($"`{LineReader.Shown(saw)}` is out of range: a GGUF file has {Core.Catalogs.WeightFormats.LowestRate} to {Core.Catalogs.WeightFormats.HighestGgufRate} bits a weight, such as gguf:4.83."));

    public static Problem Cache(string saw, IReadOnlyCollection<string> names) =>
        new("kv.unknown", saw, Tr($"I don't know the cache format `{LineReader.Shown(saw)}`. Cache formats are {string.Join(", ", names)}; keys and values may differ: q8_0/f16."));

    public static Problem Gpu(string saw, IReadOnlyCollection<string> near) => new(
        "gpu.unknown",
        saw,
        Sentences(Tr($"I don't know the GPU `{LineReader.Shown(saw)}`."), DidYouMean(near) ?? Tr("GPUs look like 4090, 2x3090 or h100; /vram-gpus lists them.")));

    public static Problem Reserved(string saw) => new("reserved.number", saw, Tr($"`reserved:{LineReader.Shown(saw)}` is not a size of memory: write 1.5GB or 800MB."));

    public static Problem ReservedCard(string saw) => new("reserved.gpu", saw, Tr("`reserved:` is what other programs have of your card: name the card, such as gpu:rtx-4090."));

    public static Problem ReservedMost(string saw, Gpu card) => new("reserved.most", saw, Tr($"`reserved:{LineReader.Shown(saw)}` leaves nothing of the {card.Name}, which has {card.Usable.TotalGibibytes:F2} GiB."));

    public static Problem GpuCount(string saw, int most) => new("gpu.count", saw, Tr($"`{LineReader.Shown(saw)}` names no possible number of cards: write 1x to {most}x."));

    public static Problem CardSize(string saw, double most) => new(
        "gpu.size",
        saw,
        Tr($"No one card has `{LineReader.Shown(saw)}`: sizes go from 1GB to {most}GB. Write how many and of which size, such as gpu:4x80GB, or a card's name."));

    public static Problem Engine(string saw, IReadOnlyCollection<string> near, IReadOnlyCollection<string> names) => new(
        "engine.unknown",
        saw,
        Sentences(Tr($"I don't know the engine `{LineReader.Shown(saw)}`."), DidYouMean(near), Tr($"Engines are {string.Join(", ", names)}; a version goes behind @: vllm@0.11.")));

    public static Problem EngineVersion(string saw, string example) =>
        new("engine.version", saw, Tr($"`{LineReader.Shown(saw)}` names no version: write for example {example}."));

    public static Problem Choice(string option, string saw, string choices) => new($"{option}.unknown", saw, Tr($"`{option}:{LineReader.Shown(saw)}` does not work: {Tr(choices)}."));

    public static Problem Offload(string saw) => Choice("offload", saw, Later("write auto, a number of layers such as 12, experts, experts:20 or none"));

    public static Problem OffloadCard() => new("offload.gpu", "auto", Tr("`offload:auto` finds what has to stay in host memory beside a card: name it, such as gpu:4090, or say how much stays there, such as offload:12."));

    public static Problem OffloadRange(string saw, string model, int layers) =>
        new("offload.range", saw, Tr($"`offload:{LineReader.Shown(saw)}` is more than there is: {model} has {layers} layers."));

    public static Problem OffloadDense(string saw, string model, int layers) =>
        new("offload.dense", saw, Tr($"{model} has no routed experts that could stay in host memory: write how many of its {layers} layers do."));

    public static Problem OffloadEngine(string saw, string engine) =>
        new("offload.engine", saw, Tr($"{engine} is not estimated with parts of the model in host memory; llama.cpp can keep layers or experts there: engine:llama.cpp."));

    public static Problem OffloadExperts(string saw, string engine, int layers) =>
        new("offload.engine", saw, Tr($"{engine} moves whole layers only: write how many of its {layers} layers, or ask for engine:llama.cpp."));

    public static Problem ExpertRanks(int experts, int tensor) => new(
        "ep.ranks", Invariant($"ep:{experts}"), Tr($"Expert-parallel ranks are the tensor-parallel ones: write ep:{tensor} beside tp:{tensor}, or leave one of them out."));

    public static Problem ExpertsDense(int experts, string model) => new("ep.dense", Invariant($"ep:{experts}"), Tr($"{model} has no routed experts to spread: write tp instead of ep."));

    public static Problem ExpertEngine(int experts, string engine) => new("ep.engine", Invariant($"ep:{experts}"), Tr($"{engine} has no expert-parallel ranks here; vLLM and SGLang have."));

    public static Problem Unbuilt(string what, string saw) => new("option.unbuilt", saw, Tr($"{what} is not there yet; leave it out for now."));

    public static Problem UnbuiltEngine(string engine, string saw) => new("option.unbuilt", saw, Tr($"The engine {engine} is not there yet; leave it out for now."));

    private static string? DidYouMean(IReadOnlyCollection<string> near) => near.Count switch
    {
        0 => null,
        1 => Tr($"Did you mean {near.First()}?"),
        _ => Tr($"Did you mean {string.Join(", ", near.Take(near.Count - 1))} or {near.Last()}?"),
    };

    private static string Sentences(params ReadOnlySpan<string?> sentences)
    {
        var said = new StringBuilder();
        foreach (var sentence in sentences)
            if (sentence is not null)
                said.Append(said.Length == 0 ? string.Empty : " ").Append(sentence);
        return said.ToString();
    }
}
