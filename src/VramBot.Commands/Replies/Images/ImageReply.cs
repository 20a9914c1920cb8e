using System.Collections.Immutable;
using VramBot.Commands.Handlers;
using VramBot.Core.Diffusion;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies.Images;

/// <summary>Words the answer about an image model.</summary>
public static class ImageReply
{
    /// <summary>The answer as a document.</summary>
    public static Reply Of(ImageAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return new(Title(answer.Estimate.Request))
        {
            Mark = answer.Own is { } own ? VramReply.MarkOf(own.Verdict) : LineMark.None,
            Headline = answer.Own is { } fit ? Verdict(fit) : Headline(answer.Estimate),
            Sections = [.. Sections(answer)],
            Footer = ImageFooter.Of(answer),
        };
    }

    /// <summary><c>Stable Diffusion XL · fp16 · 1024 × 1024 · 2 images</c>.</summary>
    private static string Title(ImageRequest request)
    {
        var size = $"{request.Size.Width} × {request.Size.Height}";
        return string.Join(" · ", (string[])[request.Model.Name, request.Weights.Label, size, .. request.Batch > 1 ? new[] { Tr($"{request.Batch} images") } : []]);
    }

    private static string Headline(ImageEstimate estimate) =>
        Tr($"{Size(estimate.Total)} GiB on one GPU ({Size(estimate.Low)}–{Size(estimate.High)}), run by {Loader(estimate.Request)}; {Size(estimate.Needed)} when memory is short");

    private static string Verdict(ImageFit fit)
    {
        var (needed, usable, card, loader) = (Size(fit.Estimate.Needed), Size(fit.Gpu.Visible), GpuNames.Of(fit.Gpu), Loader(fit.Estimate.Request));
        return fit.Verdict switch
        {
            FitVerdict.Fits => Tr($"Yes: {needed} of {usable} GiB have to be there on the {card}, run by {loader}"),
            FitVerdict.Tight => Tr($"Yes, but tight: {needed} of {usable} GiB have to be there on the {card}, run by {loader}; published runs took up to {ImageErrors.High * 100:0} % more than estimated"),
            _ => Tr($"No, it does not fit: {Size(Bytes.Zero - fit.Free)} GiB short on the {card} ({needed} of {usable} GiB, run by {loader})"),
        };
    }

    private static IEnumerable<ReplySection> Sections(ImageAnswer answer)
    {
        var estimate = answer.Estimate;
        yield return new ReplySection.Bars([.. estimate.Parts.Where(part => part.Size > Bytes.Zero).Select(part => new BarRow(Label(estimate.Request, part), part.Size.TotalGibibytes))]);
        yield return new ReplySection.Paragraph(Phases(estimate));
        if (answer.MostAtOnce > 0)
            yield return new ReplySection.Paragraph(answer.MostAtOnce == 1
                ? Tr($"Fits one image at once, of up to {answer.LargestSquare} × {answer.LargestSquare} pixels.")
                : Tr($"Fits up to {answer.MostAtOnce} images at once, or one of {answer.LargestSquare} × {answer.LargestSquare} pixels."));
        if (answer.Question.ListsAllGpus)
        {
            foreach (var list in ImageCards.All(answer.Fits))
                yield return list;
            yield break;
        }

        if (answer.Own is null)
            yield return new ReplySection.Lines(Tr("Runs on"), ImageCards.Few(answer));
        if (answer.Suggestions.Length > 0)
            yield return new ReplySection.Lines(Tr($"To run it on one {GpuNames.Of(answer.Target!.Gpu)}"), [.. answer.Suggestions.Select(suggestion => ImageSuggestionLine.Of(answer.Line, suggestion))], IsNumbered: true);
        if (answer.Own is { Gpu.HasBf16: false, Estimate.Request: { IsHalf: false, ElementBytes: 2 } } && answer.Own.Gpu.Vendor == GpuVendor.Nvidia)
            yield return new ReplySection.Paragraph(Tr($"The {GpuNames.Of(answer.Own.Gpu)} has no bf16 of its own, which is slow there: write precision:fp16."));
        if (answer.Question.Gpu is { Count: > 1 })
            yield return new ReplySection.Paragraph(Tr("An image is made on one card: the others can make other images at the same time."));
    }

    /// <summary>The peak and every phase: what is in use then, the context included.</summary>
    private static string Phases(ImageEstimate estimate)
    {
        var sizes = estimate.Phases.Select(phase => $"{Name(phase.Phase)} {Size(phase.InUse + estimate.Context)}");
        return Tr($"Peak: {Name(estimate.Peak.Phase)}. By phase: {string.Join(" · ", sizes)} GiB. PyTorch gives its cache back when memory is short.");
    }

    private static string Name(ImagePhase phase) => phase switch
    {
        ImagePhase.Encoding => Tr("reading the prompt"),
        ImagePhase.Denoising => Tr("denoising"),
        _ => Tr("decoding"),
    };

    private static string Label(ImageRequest request, ImagePart part) => part.Kind switch
    {
        ImagePartKind.Activations => Capital.Of(Tr("activations")),
        ImagePartKind.AllocatorSlack => Capital.Of(Tr("Torch cache")),
        ImagePartKind.Context => Capital.Of(Tr("GPU context")),
        ImagePartKind.SafetyChecker => Capital.Of(Tr("Safety check")),
        _ when request.Offload == ImageOffload.Sequential => Capital.Of(Tr("One layer")),
        _ => part.Name,
    };

    /// <summary>What the program is called.</summary>
    internal static string Loader(ImageRequest request) => request.Loader == ImageLoader.ComfyUi ? "ComfyUI" : "diffusers";

    private static string Size(Bytes size) => Figures.Gibibytes(size);
}
