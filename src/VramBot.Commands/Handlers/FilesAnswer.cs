using System.Collections.Immutable;
using VramBot.Commands.Grammar;
using VramBot.Core.Catalogs;
using VramBot.Core.Units;

namespace VramBot.Commands.Handlers;

/// <summary>What a model's own files alone say of a <c>/vram</c> question: its weights, where its shape is not known.</summary>
/// <param name="Line">The line in its normal form.</param>
/// <param name="Model">The model.</param>
/// <param name="Gpu">The person's cards; null when none were named.</param>
/// <param name="Holding">Cards that hold the weights, for somebody who named none.</param>
public sealed record FilesAnswer(TypedLine Line, ModelEntry Model, GpuSelection? Gpu, ImmutableArray<FilesFit> Holding)
{
    /// <summary>What its files say.</summary>
    public OwnFiles Files => Model.Own!;

    /// <summary>The largest of several models that work one after another; all weights of a single one.</summary>
    public Bytes Largest => Files.IsPipeline ? Files.Parts[0].Size : Files.Weights;

    /// <summary>How the weights lie on the person's cards; null when none were named.</summary>
    public FilesFit? Own => Gpu is { } cards ? FilesFit.Of(Files.Weights, cards.Gpu, cards.Count) : null;
}
