using System.Collections.Immutable;
using System.Globalization;
using VramBot.Core.Catalogs;
using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Hub;

/// <summary>Turns a model that was read into an entry of the catalog, with what its own files hold.</summary>
public static class OwnFilesOf
{
    private const int CommitShown = 7;

    private static readonly ImmutableArray<(TensorPlace Place, string Name)> Places =
    [
        (TensorPlace.Embedding, Later("embedding")),
        (TensorPlace.Layers, Later("layers")),
        (TensorPlace.Experts, Later("routed experts")),
        (TensorPlace.Head, Later("output head")),
        (TensorPlace.Tower, Later("vision and audio towers")),
        (TensorPlace.Other, Later("other tensors")),
    ];

    /// <summary>The entry, with notes in the language that is spoken.</summary>
    /// <param name="model">The model.</param>
    /// <param name="names">What people call it in the question.</param>
    public static ModelEntry Entry(HubModel model, params IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(model);
        var format = FormatOf(model);
        return model.Entry with
        {
            Aliases = [.. names.Where(name => name != model.Entry.Id)],
            NativeFormat = format?.Id ?? model.Format?.Id ?? model.Entry.NativeFormat,
            Own = new(Shortened(model.Entry.Sources[0]))
            {
                Format = model.Weights is null ? null : format,
                Tensors = model.Weights?.Tensors ?? 0,
                Weights = model.Weights?.Loaded ?? Bytes.FromBytes(model.Pipeline.Sum(part => part.Size.Count)),
                Parts = PartsOf(model),
                Types = model.Weights?.Types ?? [],
                Quantization = model.Quantization,
                Quantizations = model.Quantizations,
                Adapter = model.Adapter is { } adapter ? new(1, adapter.Rank, AdapterNames.TargetsOf(adapter.Targets)) : null,
                AdapterId = model.Adapter is null ? null : model.Id.Repository,
                IsPipeline = model.Kind == HubModelKind.Pipeline,
                Notes = [.. model.Notes.Select(note => note.ToString())],
            },
        };
    }

    /// <summary>A source with as much of its commit as tells it from others.</summary>
    private static string Shortened(string source) => source[..Math.Min(source.Length, source.IndexOf('@', StringComparison.Ordinal) + 1 + CommitShown)];

    /// <summary>The format with what its tensors take. Plain floats are loaded in one width, whatever a few of their tensors are stored in.</summary>
    private static WeightFormat? FormatOf(HubModel model)
    {
        if (model is not { Entry.Network: { } network, Weights: { } weights })
            return model.Format;
        var isGguf = model.Kind == HubModelKind.Gguf || model.Quantization is not null;
        var format = Named(model, weights, network, isGguf);
        if (format is FloatFormat && !isGguf)
            return format;
        var facts = GgufFacts.Of(network, model.Entry.Architecture);
        var hasExperts = network.Layers.Any(layer => layer.Experts is not null);
        return format with
        {
            Stored = StoredWeights.Of(network, tensor => isGguf ? GgufTensorSizing.SizeOf(format, tensor, facts) : TorchTensorSizing.SizeOf(format, tensor, hasExperts), PartsOf(weights)),
        };
    }

    /// <summary>The format under the name that its file has; one that no rule is known for by what its tensors come to.</summary>
    private static WeightFormat Named(HubModel model, ExactWeights weights, Network network, bool isGguf) => model.Format switch
    {
        GgufRate rate when model.Quantization is { } quantization => rate with
        {
            Id = quantization,
            Label = string.Create(CultureInfo.InvariantCulture, $"{quantization} ({rate.Bits:0.0#} bpw)"),
        },
        { } known => known,
        null => Unknown(model, weights, network, isGguf),
    };

    private static WeightFormat Unknown(HubModel model, ExactWeights weights, Network network, bool isGguf)
    {
        var name = model.Quantization ?? model.Entry.NativeQuantization ?? weights.Types.FirstOrDefault().Type ?? string.Empty;
        var matrices = TensorInventory.Of(network).Where(tensor => tensor.Layer >= 0 && tensor.Columns > 1).Sum(tensor => tensor.Parameters.Count);
        var bits = 8.0 * (weights.Of(TensorPlace.Layers) + weights.Of(TensorPlace.Experts)).Count / Math.Max(1, matrices);
        var label = string.Create(CultureInfo.InvariantCulture, $"{name} ({bits:0.0#} bpw)");
        return isGguf
            ? new GgufRate(bits) { Id = name, Label = label, Source = model.Id.Repository }
            : new ScaledFormat { Id = name.ToLowerInvariant(), Label = label, Source = model.Id.Repository, WeightBits = bits, Scope = QuantizedScope.Linear };
    }

    private static IEnumerable<StoredPart> PartsOf(ExactWeights weights) => weights.Sums
        .Where(sum => sum.Place != TensorPlace.NextToken)
        .GroupBy(sum => (sum.Layer, sum.Place))
        .Select(sums => new StoredPart(sums.Key.Layer, role => PlaceOf(role, sums.Key.Layer) == sums.Key.Place, Bytes.FromBytes(sums.Sum(sum => sum.Size.Count))));

    private static TensorPlace PlaceOf(TensorRole role, int layer) => role switch
    {
        TensorRole.TokenEmbedding or TensorRole.PositionEmbedding => TensorPlace.Embedding,
        TensorRole.OutputHead => TensorPlace.Head,
        TensorRole.Tower => TensorPlace.Tower,
        TensorRole.ExpertGate or TensorRole.ExpertUp or TensorRole.ExpertDown => TensorPlace.Experts,
        _ => layer >= 0 ? TensorPlace.Layers : TensorPlace.Other,
    };

    private static ImmutableArray<(string Name, Bytes Size)> PartsOf(HubModel model) => model switch
    {
        { Weights: { } weights } => [.. Places.Select(place => (Tr(place.Name), weights.Of(place.Place))).Where(part => part.Item2 > Bytes.Zero).OrderByDescending(part => part.Item2)],
        _ => [.. model.Pipeline.Where(part => part.Size > Bytes.Zero).Select(part => (part.Name, part.Size)).OrderByDescending(part => part.Size)],
    };
}
