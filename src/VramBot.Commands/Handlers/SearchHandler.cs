using System.Collections.Immutable;
using System.Globalization;
using Humanizer;
using VramBot.Commands.Grammar;
using VramBot.Commands.Replies;
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
    private const string OtherRates = "Any other GGUF file: precision:gguf:4.83, its size in bytes × 8 / parameters · any EXL2 or EXL3: precision:exl2:4.65";

    /// <summary>The best matches of a search line.</summary>
    public Reply Handle(TypedLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var text = line["search"] ?? string.Empty;
        if (line.Command == CommandBook.Gpus)
            return Listed("GPU", text, catalog.Gpus, Gpu);
        return line.Command == CommandBook.Formats ? Listed("weight format", text, catalog.WeightFormats, Format) with { Footer = OtherRates } : WithImages(text, Listed("model", text, catalog.Models, Model));
    }

    /// <summary>Models that make images in a list of their own, where their names are asked for.</summary>
    private Reply WithImages(string text, Reply models)
    {
        var images = text.Length == 0 ? [] : catalog.Images.Search(text, MostLines);
        return images.Length == 0 ? models : models with
        {
            Title = models.Sections.Length == 0 ? $"{"model".ToQuantity(images.Length)} for “{LineReader.Shown(text)}”" : models.Title,
            Headline = models.Sections.Length == 0 ? null : models.Headline,
            Sections = [.. models.Sections, new ReplySection.Lines(Tr("Models that make images"), [.. images.Select(Image)])],
        };
    }

    private static ReplyLine Image(ImageModel model) => new(
        LineMark.None,
        $"{model.Name} ({TypedNames.Of(model)}): {model.Denoiser.Parameters} {model.Denoiser.Label}, {model.Side} × {model.Side}",
        $"/vram model:{TypedNames.Of(model)}");

    private static Reply Listed<T>(string noun, string text, NameIndex<T> index, Func<T, ReplyLine> describe)
        where T : class, INamed
    {
        var found = index.Search(text, index.All.Length);
        var lines = found.Take(MostLines).Select(describe).ToImmutableArray();
        if (found.Length > MostLines)
            lines = lines.Add(new(LineMark.None, $"and {found.Length - MostLines} more: add a word to narrow it down"));
        return new(text.Length == 0 ? noun.ToQuantity(index.All.Length) : $"{noun.ToQuantity(found.Length)} for “{LineReader.Shown(text)}”")
        {
            Headline = found.Length == 0 ? "Nothing is called like that." : null,
            Sections = lines.Length == 0 ? [] : [new ReplySection.Lines(string.Empty, lines)],
        };
    }

    private static ReplyLine Model(ModelEntry model)
    {
        string[] facts =
        [
            model.Network is { } network ? Parameters(network) : model.Published is { } published ? $"{published.Parameters} parameters" : "size unknown",
            $"{Figures.TokensRounded(model.MaxContext)} tokens",
            .. model.Released is { } month && DateTime.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                ? [date.ToString("MMMM yyyy", CultureInfo.InvariantCulture)] : Array.Empty<string>(),
            .. model.IsComplete ? [] : new[] { "incomplete" },
        ];
        return new(LineMark.None, $"{model.Id}: {string.Join(", ", facts)}", model.Network is null ? null : $"/vram model:{model.Id}");
    }

    private static string Parameters(Network network)
    {
        var counts = TensorInventory.Count(network);
        var active = TensorInventory.CountActive(network);
        return network.Layers.Any(layer => layer.Experts is not null) ? $"{counts} parameters, {active} active" : $"{counts} parameters";
    }

    private static ReplyLine Gpu(Gpu gpu)
    {
        string[] facts =
        [
            $"{Figures.Gibibytes(gpu.Usable)} GiB usable{(gpu.UsableIsMeasured ? string.Empty : " (not measured)")}",
            $"{Figures.Number(gpu.BandwidthGigabytesPerSecond)} GB/s",
            gpu.Year.ToString(CultureInfo.InvariantCulture),
        ];
        return new(LineMark.None, $"{GpuNames.Of(gpu)} ({gpu.Id}): {string.Join(", ", facts)}", $"/vram model:llama-3.1-8b gpu:{gpu.Id}");
    }

    private static ReplyLine Format(WeightFormat format)
    {
        var bits = format.BitsPerWeight > 0 ? string.Create(CultureInfo.InvariantCulture, $"{format.BitsPerWeight:0.##} bits a weight") : "no closed rule";
        return new(LineMark.None, $"{format.Label} ({format.Id}): {bits}{(format.QualityNote is { } note ? $", {note}" : string.Empty)}", $"/vram model:llama-3.1-8b precision:{format.Id}");
    }
}
