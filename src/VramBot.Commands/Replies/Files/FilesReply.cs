using VramBot.Commands.Handlers;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies.Files;

/// <summary>Words what a model's own files alone say.</summary>
public static class FilesReply
{
    private const int MostTypes = 6;

    /// <summary>The answer as a document.</summary>
    public static Reply Of(FilesAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return new(Title(answer))
        {
            Mark = answer.Own is { Holds: false } ? LineMark.DoesNotFit : LineMark.None,
            Headline = Headline(answer),
            Sections = [.. Sections(answer)],
            Footer = Footer(answer),
        };
    }

    private static string Title(FilesAnswer answer) => answer.Files.Quantization is { } quantization ? $"{answer.Model.Name} · {quantization}" : answer.Model.Name;

    private static string Headline(FilesAnswer answer)
    {
        var size = Figures.Gibibytes(answer.Files.Weights);
        if (answer.Own is { } own)
        {
            var card = GpuNames.Of(own.Gpu, own.Count);
            if (own.Holds)
                return own.Count == 1
                    ? Tr($"{size} GiB of weights leave {Figures.Gibibytes(own.Free)} GiB of the {card} for everything else")
                    : Tr($"{size} GiB of weights leave {Figures.Gibibytes(own.Free)} GiB of each of {card} for everything else");
            return own.Count == 1
                ? Tr($"No, it does not fit: the weights alone, {size} GiB, are {Figures.Gibibytes(Bytes.Zero - own.Free)} GiB too large for the {card}")
                : Tr($"No, it does not fit: the weights alone, {size} GiB, are {Figures.Gibibytes(Bytes.Zero - own.Free)} GiB too large for each of {card}");
        }

        return answer.Files.IsPipeline
            ? Tr($"{size} GiB of weights when all its models are on the card, {Figures.Gibibytes(answer.Largest)} GiB when only the one that works is")
            : Tr($"At least {size} GiB: the weights alone");
    }

    private static IEnumerable<ReplySection> Sections(FilesAnswer answer)
    {
        var files = answer.Files;
        yield return new ReplySection.Bars([.. files.Parts.Select(part => new BarRow(files.IsPipeline ? part.Name : Capital.Of(part.Name), part.Size.TotalGibibytes))]);
        if (!answer.Holding.IsEmpty)
            yield return new ReplySection.Lines(Tr("Holds the weights"), [.. answer.Holding.Select(fit => new ReplyLine(LineMark.None, HoldingLine(fit)))]);
        foreach (var note in files.Notes)
            yield return new ReplySection.Paragraph(note);
        if (files.IsPipeline)
            yield return new ReplySection.Paragraph(Tr("These are the models of a pipeline, by the sizes of their files: what it works with, such as the images, comes on top. enable_model_cpu_offload() keeps the others in host memory while one works."));
        if (OwnFilesNotes.Others(files) is { } others)
            yield return new ReplySection.Paragraph(others);
    }

    private static string HoldingLine(FilesFit fit) => fit.Count == 1
        ? Tr($"{GpuNames.Of(fit.Gpu)}: {Figures.Gibibytes(fit.Free)} GiB left for everything else")
        : Tr($"{GpuNames.Of(fit.Gpu, fit.Count)}: {Figures.Gibibytes(fit.Free)} GiB of each left for everything else");

    private static string Footer(FilesAnswer answer)
    {
        var types = answer.Files.Types.Take(MostTypes).Select(type => $"{type.Name} {Figures.Gibibytes(type.Size)} GiB");
        return string.Join(" · ", answer.Files.Tensors > 0 ? [Tr($"{answer.Files.Tensors:#,0} tensors"), .. types, answer.Files.Source] : (string[])[answer.Files.Source]);
    }
}
