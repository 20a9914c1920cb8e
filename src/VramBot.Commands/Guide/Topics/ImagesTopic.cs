using System.Collections.Immutable;
using VramBot.Commands.Handlers;
using VramBot.Commands.Replies;
using VramBot.Core.Diffusion;
using VramBot.Core.Fitting;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Guide.Topics;

/// <summary>Models that make images: what each takes as it ships, and with its parts taking turns on the card.</summary>
internal sealed class ImagesTopic : ITopic
{
    private const string Large = "sdxl";
    private const string Square = "2048";

    /// <summary>One of each generation, by the names that people type.</summary>
    private static readonly ImmutableArray<string> Usual = ["sd-1.5", "sd-2.1", Large, "sd3.5-medium", "sd3.5-large", "flux.1-dev"];

    /// <inheritdoc/>
    public Reply Answer(GuideQuestion question, GuideDesk desk)
    {
        var rows = Usual.Select(name => (Whole: desk.Image(GuideLine.Vram(name)), Turns: desk.Image(GuideLine.Vram(name, ("offload", "model")))))
            .Where(row => row is { Whole: not null, Turns: not null }).Select(row => (Whole: row.Whole!, Turns: row.Turns!)).ToList();
        var large = desk.Image(GuideLine.Vram(Large, ("res", Square)));
        return new(Tr("Models that make images"))
        {
            Headline = rows is [var first, .., var last] ? Tr($"{first.Whole.Estimate.Request.Model.Name} takes {Gib(first.Whole)} GiB, {last.Whole.Estimate.Request.Model.Name} {Gib(last.Whole)}: as they ship, all parts on the card") : null,
            Sections =
            [
                .. GuideWords.Table(
                    Tr("GiB for one image at the model's own size"),
                    [Tr("all"), Tr("turns"), Tr("from")],
                    rows.Select(row => new TableRow(row.Whole.Estimate.Request.Model.Name, [Gib(row.Whole), Gib(row.Turns), Smallest(row.Turns)]) { Command = row.Whole.Line.ToString() })),
                .. GuideWords.Say(
                    Tr("“Turns” is offload:model: text encoders, denoiser and decoder come to the card one after another, and the largest decides. “From” is the smallest card that then holds it."),
                    large is null ? null : Tr($"The size counts where the image is decoded: {large.Estimate.Request.Model.Name} at {Square} × {Square} takes {Gib(large)} GiB, until vae:tiled decodes it piece by piece.")),
                GuideWords.Ask(GuideLine.Vram("flux.1-dev", ("precision", "fp8"), ("gpu", "rtx-4090")).ToString(), GuideLine.Vram(Large, ("res", Square), ("vae", "tiled")).ToString()),
            ],
        };
    }

    private static string Gib(ImageAnswer answer) => Figures.Gibibytes(answer.Estimate.Total);

    private static string Smallest(ImageAnswer answer) =>
        answer.Fits.Where(fit => fit.Verdict == FitVerdict.Fits).MinBy(fit => fit.Gpu.NominalGigabytes) is { } fit ? Tr($"{Figures.Number(fit.Gpu.NominalGigabytes)} GB") : GuideWords.None;
}
