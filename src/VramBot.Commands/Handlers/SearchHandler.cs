using System.Collections.Immutable;
using System.Globalization;
using VramBot.Commands.Grammar;
using VramBot.Commands.Replies;
using VramBot.Commands.Replies.Planning;
using VramBot.Core.Catalogs;
using VramBot.Core.Diffusion;
using VramBot.Core.Estimation;
using VramBot.Core.Formats;
using VramBot.Core.Gpus;
using VramBot.Core.Models;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Handlers;

/// <summary>Answers <c>/vram-models</c>, <c>/vram-gpus</c> and <c>/vram-formats</c>.</summary>
public sealed class SearchHandler(Catalog catalog)
{
    private const int MostLines = 12;

    /// <summary>Formats that come in any rate have no entry each.</summary>
    private static readonly string OtherRates = Later("Any other GGUF file: precision:gguf:4.83, its size in bytes × 8 / parameters · any EXL2 or EXL3: precision:exl2:4.65");

    /// <summary>The best matches of a search line.</summary>
    public Reply Handle(TypedLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var text = line["search"] ?? string.Empty;
        if (line.Command == CommandBook.Gpus)
            return Listed(PlanReply.GpusOf, text, catalog.Gpus, Gpu);
        return line.Command == CommandBook.Formats ? Listed(FormatsOf, text, catalog.WeightFormats, Format) with { Footer = Tr(OtherRates) } : WithImages(text, Listed(ModelsOf, text, catalog.Models, Model));
    }

    private static string ModelsOf(long count) => count == 1 ? Tr($"{count:#,0} model") : Tr($"{count:#,0} models");

    private static string FormatsOf(long count) => count == 1 ? Tr($"{count:#,0} weight format") : Tr($"{count:#,0} weight formats");

    /// <summary>Models that make images in a list of their own, where their names are asked for.</summary>
    private Reply WithImages(string text, Reply models)
    {
        var images = text.Length == 0 ? [] : catalog.Images.Search(text, MostLines);
        return images.Length == 0 ? models : models with
        {
            Title = models.Sections.Length == 0 ? Tr($"{ModelsOf(images.Length)} for “{LineReader.Shown(text)}”") : models.Title,
            Headline = models.Sections.Length == 0 ? null : models.Headline,
            Sections = [.. models.Sections, new ReplySection.Lines(Tr("Models that make images"), [.. images.Select(Image)])],
        };
    }

    private static ReplyLine Image(ImageModel model) => new(
        LineMark.None,
        $"{model.Name} ({TypedNames.Of(model)}): {model.Denoiser.Parameters} {model.Denoiser.Label}, {model.Side} × {model.Side}",
        $"/vram model:{TypedNames.Of(model)}");

    private static Reply Listed<T>(Func<long, string> counted, string text, NameIndex<T> index, Func<T, ReplyLine> describe)
        where T : class, INamed
    {
        var found = index.Search(text, index.All.Length);
        var lines = found.Take(MostLines).Select(describe).ToImmutableArray();
        if (found.Length > MostLines)
            lines = lines.Add(new(LineMark.None, Tr($"and {found.Length - MostLines} more: add a word to narrow it down")));
        return new(text.Length == 0 ? counted(index.All.Length) : Tr($"{counted(found.Length)} for “{LineReader.Shown(text)}”"))
        {
            Headline = found.Length == 0 ? Tr("Nothing is called like that.") : null,
            Sections = lines.Length == 0 ? [] : [new ReplySection.Lines(string.Empty, lines)],
        };
    }

    private static ReplyLine Model(ModelEntry model)
    {
        string[] facts =
        [
            model.Network is { } network ? Parameters(network) : model.Published is { } published ? Tr($"{Figures.Parameters(published.Parameters)} parameters") : Tr("size unknown"),
            Tr($"{Figures.TokensRounded(model.MaxContext)} tokens"),
            .. model.Released is { } month && DateTime.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                ? [Months.Of(date)] : Array.Empty<string>(),
        ];
        var said = string.Join(", ", facts);
        return ReplyLine.About(LineMark.None, model.Id, model.IsComplete ? said : Tr($"{said}, incomplete"), model.Network is null ? null : $"/vram model:{model.Id}");
    }

    private static string Parameters(Network network)
    {
        var counts = TensorInventory.Count(network);
        var active = TensorInventory.CountActive(network);
        return network.Layers.Any(layer => layer.Experts is not null)
            ? Tr($"{Figures.Parameters(counts)} parameters, {Figures.Parameters(active)} active")
            : Tr($"{Figures.Parameters(counts)} parameters");
    }

    private static ReplyLine Gpu(Gpu gpu)
    {
        string[] facts =
        [
            gpu.UsableIsMeasured ? Tr($"{Figures.Gibibytes(gpu.Usable)} GiB usable") : Tr($"{Figures.Gibibytes(gpu.Usable)} GiB usable (not measured)"),
            $"{Figures.Number(gpu.BandwidthGigabytesPerSecond)} GB/s",
            gpu.Year.ToString(CultureInfo.InvariantCulture),
        ];
        return ReplyLine.About(LineMark.None, $"{GpuNames.Of(gpu)} ({gpu.Id})", string.Join(", ", facts), $"/vram model:llama-3.1-8b gpu:{gpu.Id}");
    }

    private static ReplyLine Format(WeightFormat format)
    {
        var bits = format.BitsPerWeight > 0 ? Tr($"{format.BitsPerWeight:0.##} bits a weight") : Tr("no closed rule");
        return ReplyLine.About(LineMark.None, $"{format.Label} ({format.Id})", format.QualityNote is { } note ? $"{bits}, {Tr(note)}" : bits, $"/vram model:llama-3.1-8b precision:{format.Id}");
    }
}
