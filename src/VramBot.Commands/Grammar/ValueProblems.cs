using VramBot.Core;
using VramBot.Core.Gpus;
using static System.FormattableString;

namespace VramBot.Commands.Grammar;

/// <summary>Every sentence that a value can be refused with, in one place.</summary>
internal static partial class ValueProblems
{
    public static Problem Tokens(string saw) => new("ctx.number", saw, $"`{LineReader.Shown(saw)}` is not a number of tokens: write 4096, 4k, 128k or max.");

    public static Problem TokensRange(string saw, long most, bool ofSample) => new(
        "ctx.range",
        saw,
        Invariant($"`{(ofSample ? "seq" : "ctx")}:{LineReader.Shown(saw)}` is out of range: a {(ofSample ? "sample" : "context")} has 1 to {most:#,0} tokens."));

    public static Problem Count(string option, string saw, long most, long least = 1) =>
        new($"{option}.number", saw, Invariant($"`{option}:{LineReader.Shown(saw)}` does not work: write a whole number from {least} to {most:#,0}."));

    public static Problem Model(string saw, IReadOnlyCollection<string> near) => new(
        "model.unknown",
        saw,
        $"I don't know the model `{LineReader.Shown(saw)}`. {DidYouMean(near, saw.Contains('/', StringComparison.Ordinal) ? "Models are not read from the hub yet: name one of /vram-models, or a size such as 7b." : "Search with /vram-models, or say a size such as 7b.")}");

    /// <summary>A model is named, and words stand behind it that belong to no option.</summary>
    public static Problem WordsBehindModel(string model, string words) => new(
        "word.stray",
        words,
        $"`{model}` is a model, but I don't know what to do with `{LineReader.Shown(words)}` behind it. Options look like ctx:4096.");

    public static Problem MissingModel() => new("model.missing", string.Empty, "Say which model: a name such as llama-3.1-8b, or a size such as 7b.");

    public static Problem Format(string saw, IReadOnlyCollection<string> near) => new(
        "precision.unknown",
        saw,
        $"I don't know the format `{LineReader.Shown(saw)}`. {DidYouMean(near, "Weight formats look like Q4_K_M, fp8 or int4; /vram-formats lists them.")}");

    /// <summary>A GGUF name whose rate differs by model: how to say the file's own.</summary>
    public static Problem Unrated(string saw, string why, string rate, string near, long? parameters) => new(
        "format.unsized",
        saw,
        Invariant($"`{LineReader.Shown(saw)}` has no fixed rate: {why}. Type the file's own, its size in bytes × 8 / {(parameters is { } count ? $"{count:#,0}" : "the")} parameters: precision:{rate} is what the nearest plain mix, {near}, comes to."));

    public static Problem Rate(string saw, string rate, bool inRange) => new(
        "precision.unknown",
        saw,
        inRange
            ? $"`{LineReader.Shown(saw)}` does not say of which kind of file: write gguf:{rate} or exl2:{rate}."
            : Invariant($"`{LineReader.Shown(saw)}` is out of range: a GGUF file has {Core.Catalogs.WeightFormats.LowestRate} to {Core.Catalogs.WeightFormats.HighestGgufRate} bits a weight, such as gguf:4.83."));

    public static Problem Cache(string saw, IReadOnlyCollection<string> names) =>
        new("kv.unknown", saw, $"I don't know the cache format `{LineReader.Shown(saw)}`. Cache formats are {string.Join(", ", names)}; keys and values may differ: q8_0/f16.");

    public static Problem Gpu(string saw, IReadOnlyCollection<string> near) => new(
        "gpu.unknown",
        saw,
        $"I don't know the GPU `{LineReader.Shown(saw)}`. {DidYouMean(near, "GPUs look like 4090, 2x3090 or h100; /vram-gpus lists them.")}");

    public static Problem Reserved(string saw) => new("reserved.number", saw, $"`reserved:{LineReader.Shown(saw)}` is not a size of memory: write 1.5GB or 800MB.");

    public static Problem ReservedCard(string saw) => new("reserved.gpu", saw, "`reserved:` is what other programs have of your card: name the card, such as gpu:rtx-4090.");

    public static Problem ReservedMost(string saw, Gpu card) => new("reserved.most", saw, $"`reserved:{LineReader.Shown(saw)}` leaves nothing of the {card.Name}, which has {card.Usable}.");

    public static Problem GpuCount(string saw, int most) => new("gpu.count", saw, Invariant($"`{LineReader.Shown(saw)}` names no possible number of cards: write 1x to {most}x."));

    public static Problem CardSize(string saw, double most) => new(
        "gpu.size",
        saw,
        Invariant($"No one card has `{LineReader.Shown(saw)}`: sizes go from 1GB to {most}GB. Write how many and of which size, such as gpu:4x80GB, or a card's name."));

    public static Problem Engine(string saw, IReadOnlyCollection<string> near, IReadOnlyCollection<string> names) => new(
        "engine.unknown",
        saw,
        $"I don't know the engine `{LineReader.Shown(saw)}`. {DidYouMean(near, string.Empty)}{(near.Count > 0 ? " " : string.Empty)}Engines are {string.Join(", ", names)}; a version goes behind @: vllm@0.11.");

    public static Problem EngineVersion(string saw, string example) =>
        new("engine.version", saw, $"`{LineReader.Shown(saw)}` names no version: write for example {example}.");

    public static Problem Choice(string option, string saw, string choices) => new($"{option}.unknown", saw, $"`{option}:{LineReader.Shown(saw)}` does not work: {choices}.");

    public static Problem Offload(string saw) => Choice("offload", saw, "write auto, a number of layers such as 12, experts, experts:20 or none");

    public static Problem OffloadCard() => new("offload.gpu", "auto", "`offload:auto` finds what has to stay in host memory beside a card: name it, such as gpu:4090, or say how much stays there, such as offload:12.");

    public static Problem OffloadRange(string saw, string model, int layers) =>
        new("offload.range", saw, Invariant($"`offload:{LineReader.Shown(saw)}` is more than there is: {model} has {layers} layers."));

    public static Problem OffloadDense(string saw, string model, int layers) =>
        new("offload.dense", saw, Invariant($"{model} has no routed experts that could stay in host memory: write how many of its {layers} layers do."));

    public static Problem OffloadEngine(string saw, string engine) =>
        new("offload.engine", saw, $"{engine} is not estimated with parts of the model in host memory; llama.cpp can keep layers or experts there: engine:llama.cpp.");

    public static Problem OffloadExperts(string saw, string engine, int layers) =>
        new("offload.engine", saw, Invariant($"{engine} moves whole layers only: write how many of its {layers} layers, or ask for engine:llama.cpp."));

    public static Problem ExpertRanks(int experts, int tensor) => new(
        "ep.ranks", Invariant($"ep:{experts}"), Invariant($"Expert-parallel ranks are the tensor-parallel ones: write ep:{tensor} beside tp:{tensor}, or leave one of them out."));

    public static Problem ExpertsDense(int experts, string model) => new("ep.dense", Invariant($"ep:{experts}"), $"{model} has no routed experts to spread: write tp instead of ep.");

    public static Problem ExpertEngine(int experts, string engine) => new("ep.engine", Invariant($"ep:{experts}"), $"{engine} has no expert-parallel ranks here; vLLM and SGLang have.");

    public static Problem Unbuilt(string what, string saw) => new("option.unbuilt", saw, $"{what} is not there yet; leave it out for now.");

    private static string DidYouMean(IReadOnlyCollection<string> near, string otherwise) => near.Count switch
    {
        0 => otherwise,
        1 => $"Did you mean {near.First()}?",
        _ => $"Did you mean {string.Join(", ", near.Take(near.Count - 1))} or {near.Last()}?",
    };
}
