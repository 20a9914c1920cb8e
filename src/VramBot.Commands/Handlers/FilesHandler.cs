using System.Collections.Immutable;
using VramBot.Commands.Grammar;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Fitting;
using VramBot.Core.Gpus;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Handlers;

/// <summary>Answers <c>/vram</c> about a model of which only the files are known and not the shape: pipelines of several models, classes that have no rule.</summary>
public sealed class FilesHandler(Catalog catalog)
{
    /// <summary>What a card that is worth naming has left for everything else.</summary>
    private const double LeastLeft = 0.1;

    private static readonly ImmutableArray<int> Counts = [1, 2, 4, 8];

    private readonly VramReader reader = new(catalog);

    /// <summary>Whether a line asks about such a model.</summary>
    public bool IsFor(TypedLine line) => ModelOf(line) is not null;

    /// <summary>The answer, or all problems of the line, each with a line that works.</summary>
    public Result<FilesAnswer> Handle(TypedLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var model = ModelOf(line)!;
        if (model.Own!.Weights == Bytes.Zero)
            return new Problem("hub.shape", model.Id, Tr($"Neither the shape of {model.Id} nor the sizes of its tensors can be read. Name a model of the same size."), ModelsInstead.Line(catalog, line, line["model"]!));
        return reader.Read(line) switch
        {
            Result<VramQuestion>.Ok(var question) => new FilesAnswer(line, model, question.Gpu, question.Gpu is null ? Holding(model.Own.Weights) : []),
            Result<VramQuestion>.Rejected(var problems) => new Result<FilesAnswer>.Rejected(problems),
            _ => throw new InvalidOperationException("A result is either an answer or a rejection."),
        };
    }

    private ModelEntry? ModelOf(TypedLine line) => line["model"] is { } name && catalog.Models.Find(name) is { Network: null, Own: not null } model ? model : null;

    /// <summary>The smallest that holds it of each class: cards for people, one and two; cards for servers; a Mac.</summary>
    private ImmutableArray<FilesFit> Holding(Bytes weights)
    {
        var cards = catalog.Gpus.All.Where(CommonCards.Contains).ToList();
        FilesFit?[] picked =
        [
            Smallest(cards.Where(card => card is { Class: GpuClass.Consumer, Vendor: GpuVendor.Nvidia }), [1]),
            Smallest(cards.Where(card => card is { Class: GpuClass.Consumer, Vendor: GpuVendor.Nvidia }), [2]),
            Smallest(cards.Where(card => card is { Class: GpuClass.Datacenter, Vendor: GpuVendor.Nvidia }), Counts),
            Smallest(cards.Where(card => card.Class == GpuClass.Apple), [1]),
        ];
        return [.. picked.OfType<FilesFit>()];

        FilesFit? Smallest(IEnumerable<Gpu> kind, ImmutableArray<int> counts) => counts
            .SelectMany(count => kind.Select(card => FilesFit.Of(weights, card, count))).Where(fit => fit.Free >= fit.Gpu.Visible.Scale(LeastLeft))
            .OrderBy(fit => fit.Count).ThenBy(fit => fit.Gpu.NominalGigabytes).ThenByDescending(fit => fit.Gpu.Year).ThenByDescending(fit => fit.Gpu.BandwidthGigabytesPerSecond).FirstOrDefault();
    }
}
