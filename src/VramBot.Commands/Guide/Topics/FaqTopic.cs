using System.Globalization;
using VramBot.Commands.Grammar;
using VramBot.Commands.Replies;
using VramBot.Core.Fitting;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Guide.Topics;

/// <summary>Questions that are often asked, each with its answer in numbers and the line that asks it.</summary>
internal sealed class FaqTopic : ITopic
{
    private const string Small = "llama-3.1-8b";
    private const string Large = "llama-3.3-70b";
    private const string Trained = "llama-2-7b";

    /// <inheritdoc/>
    public Reply Answer(GuideQuestion question, GuideDesk desk) => new(Tr("Questions that are often asked"))
    {
        Headline = Tr("Answered by the estimate itself; each opens the whole answer"),
        Sections =
        [
            .. GuideWords.Lines(string.Empty, new[] { Chatbot(desk), Large4090(desk), Quality(desk), Cards(desk), Cheapest(desk), Images(desk), Mixed(desk), Twelve(desk) }.OfType<ReplyLine>()),
            GuideWords.Ask(GuideLine.Topic("mistakes"), GuideLine.Topic("steps")),
        ],
        Footer = Tr("4,096 tokens and one user where nothing else is said; prices are list prices of the year of release"),
    };

    private static ReplyLine? Chatbot(GuideDesk desk) =>
        desk.Of(GuideLine.Vram(Small, ("precision", "fp16"))) is { } half && desk.Of(GuideLine.Vram(Small, ("precision", "Q4_K_M"))) is { } four && desk.Of(GuideLine.Vram(Large, ("precision", "Q4_K_M"))) is { } large
            ? GuideWords.Line(Tr($"A chatbot of my own: 8B takes {GuideWords.Gib(half)} GiB in fp16, {GuideWords.Gib(four)} in Q4_K_M ({GuideWords.Card(desk.Smallest(four))}), 70B {GuideWords.Gib(large)} in Q4_K_M ({GuideWords.Card(desk.Smallest(large))})"), GuideLine.Compare($"{Small},{Large}", ("precisions", "Q4_K_M")).ToString())
            : null;

    private static ReplyLine? Large4090(GuideDesk desk) =>
        desk.Of(GuideLine.Vram(Large, ("precision", "Q4_K_M"), ("gpu", "rtx-4090"))) is { Own: { } one } && desk.Of(GuideLine.Vram(Large, ("precision", "Q4_K_M"), ("gpu", "2xrtx-4090"))) is { Own: { } } two
            ? GuideWords.Line(Tr($"70B on an RTX 4090: Q4_K_M is {Figures.Gibibytes(Core.Units.Bytes.Zero - one.Free)} GiB short on one; on two {GuideWords.Fits(two.Own)}, {GuideWords.Gib(two)} GiB on the fuller, {GuideWords.Speed(two)} tokens/s"), GuideLine.Vram(Large, ("gpu", "rtx-4090")).ToString(), VramReply.MarkOf(one.Verdict))
            : null;

    private static ReplyLine? Quality(GuideDesk desk) =>
        desk.Catalog.WeightFormats.Find("Q4_K_M") is { } four && desk.Catalog.WeightFormats.Find("Q8_0") is { } eight && FormatQuality.Of(four) is { } loss && FormatQuality.Of(eight) is { } less
            ? GuideWords.Line(Tr($"4 bit in production: Q4_K_M {loss}, Q8_0 {less}. For chat and code yes, after a test of your own; where each answer counts take 8 bit"), GuideLine.Topic("precision"))
            : null;

    private static ReplyLine? Cards(GuideDesk desk)
    {
        var line = GuideLine.Compare(Small, ("precisions", "fp16"), ("gpu", "rtx-4090,a100-80gb"));
        return desk.Of(GuideLine.Vram(Small, ("precision", "fp16"), ("gpu", "rtx-4090"))) is { Own: { Gpu: { } consumer } } one && desk.Of(GuideLine.Vram(Small, ("precision", "fp16"), ("gpu", "a100-80gb"))) is { Own: { Gpu: { } server } } other
            ? GuideWords.Line(Tr($"RTX 4090 or A100: {Described(one, consumer)} against {Described(other, server)}, for 8B in fp16. The A100 has NVLink and the memory; for what fits, the 4090 costs a fraction"), line.ToString())
            : null;
    }

    private static string Described(GuideFigure figure, Core.Gpus.Gpu gpu) =>
        Tr($"{Figures.Number(gpu.NominalGigabytes)} GB, {(gpu.LaunchPriceUsd is { } price ? Dollars.Of(price) : GuideWords.None)}, {GuideWords.Speed(figure)} tokens/s");

    private static ReplyLine? Cheapest(GuideDesk desk) =>
        desk.Of(GuideLine.Vram(Trained, ("task", "qlora"))) is { } qlora && desk.Of(GuideLine.Vram(Trained, ("task", "lora"))) is { } lora && desk.Of(GuideLine.Vram(Trained, ("task", "full"))) is { } full && desk.Cheapest(qlora, Dollars.Most) is { } small && desk.Cheapest(lora, Dollars.Most) is { } large
            ? GuideWords.Line(Tr($"Cheapest card to train 7B: with QLoRA {Named(small)}; with LoRA {Named(large)}; all of it takes {GuideWords.Gib(full)} GiB"), qlora.Line.With("budget", small.Gpu.LaunchPriceUsd!.Value.ToString(CultureInfo.InvariantCulture)).ToString())
            : null;

    private static string Named(GpuFit fit) => $"{GpuNames.Of(fit.Gpu)}, {Dollars.Of(fit.Gpu.LaunchPriceUsd!.Value)} ({fit.Gpu.Year})";

    private static ReplyLine? Images(GuideDesk desk) =>
        desk.Image(GuideLine.Vram("sd-1.5")) is { } first && desk.Image(GuideLine.Vram("sdxl")) is { } second && desk.Image(GuideLine.Vram("flux.1-dev", ("precision", "fp8"))) is { } third
            ? GuideWords.Line(Tr($"Stable Diffusion: 1.5 takes {Figures.Gibibytes(first.Estimate.Total)} GiB, XL {Figures.Gibibytes(second.Estimate.Total)}, FLUX.1 in fp8 {Figures.Gibibytes(third.Estimate.Total)}"), GuideLine.Topic("images"))
            : null;

    private static ReplyLine? Mixed(GuideDesk desk) => desk.Of(GuideLine.Vram(Large, ("precision", "Q4_K_M"), ("gpu", "rtx-4090+rtx-3090"))) is { Own: { } own } figure
        ? GuideWords.Line(Tr($"A 4090 and a 3090 together: 70B in Q4_K_M {GuideWords.Fits(own)}, {GuideWords.Speed(figure)} tokens/s in llama.cpp, which gives each card layers by its memory; other engines count all as the smallest"), figure.Command, VramReply.MarkOf(own.Verdict))
        : null;

    private static ReplyLine? Twelve(GuideDesk desk) =>
        desk.Of(GuideLine.Vram(Small, ("precision", "Q4_K_M"), ("gpu", "rtx-3060-12gb"))) is { Own: { } four } && desk.Of(GuideLine.Vram(Small, ("precision", "fp16"), ("gpu", "rtx-3060-12gb"))) is { Own: { } half } && desk.Of(GuideLine.Vram(Small, ("task", "qlora"), ("gpu", "rtx-3060-12gb"))) is { Own: { } qlora }
            ? GuideWords.Line(Tr($"12 GB for development: 8B in Q4_K_M {GuideWords.Fits(four)}, QLoRA on it {GuideWords.Fits(qlora)}, fp16 {GuideWords.Fits(half)}"), "/vram-fit gpu:rtx-3060-12gb")
            : null;
}
