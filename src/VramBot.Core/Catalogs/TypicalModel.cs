using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Catalogs;

/// <summary>The model that people mean when they only say a size: a decoder of that size, shaped as open models of it are.</summary>
/// <remarks>
/// <para>
/// Depth and width come from the nearest open model of the ladder (Qwen2.5 0.5B and 1.5B, Llama 3.2 1B and 3B, Llama 3.1 8B, Qwen2.5 14B and 32B, Llama 3.1 70B,
/// Mistral Large, Llama 3.1 405B); the feed-forward width is then solved for: <c>i = (P − embeddings − attention) / (3 · h · layers)</c>.
/// </para>
/// <para>Source: the config.json of those models, as in the catalog.</para>
/// </remarks>
public static class TypicalModel
{
    private const int HeadDim = 128;

    /// <summary>Widths of open models are multiples of ggml's largest block, but of the smallest; of other widths llama-quantize makes no k-quants.</summary>
    private const int Block = 256;
    private const int SmallBlock = 64;

    private const int KeyValueHeads = 8;
    private const int LargeVocabulary = 128256;
    private const int SmallVocabulary = 32000;
    private const long Context = 131072;

    /// <summary>The smallest size that is answered, in billions.</summary>
    public const double LeastBillions = 0.1;

    /// <summary>The largest.</summary>
    public const double MostBillions = 2000;

    private static readonly ImmutableArray<(double Billions, int Hidden, int Layers)> Ladder =
    [
        (0.5, 896, 24), (1.2, 2048, 16), (1.5, 1536, 28), (3.2, 3072, 28), (8, 4096, 32), (14, 5120, 48), (32, 5120, 64), (70, 8192, 80), (123, 12288, 88), (405, 16384, 126),
    ];

    /// <summary>Sizes are typed by people: more than the usual ones are not kept.</summary>
    private const int MostShapes = 256;

    private static readonly ConcurrentDictionary<(TypicalShape Shape, int Vocabulary), (Network Network, int Inner)?> Shapes = new();

    /// <summary>Reads <c>7b</c>, <c>0.5B</c>, <c>350m</c> or <c>8x7b</c>; null when the text is no size between 0.1 and 2000 billion.</summary>
    public static ModelEntry? FromSize(string text) => ShapeOf(text) is { } shape ? Of(shape) : null;

    /// <summary>The size of such a text, with nothing else known; null when it is none.</summary>
    public static TypicalShape? ShapeOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Trim().ToLowerInvariant().Split('x');
        if (parts.Length is < 1 or > 2 || Billions(parts[^1]) is not { } billions)
            return null;
        var experts = 0;
        if (parts.Length == 2 && (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out experts) || experts is < 2 or > 512))
            return null;
        return billions is < LeastBillions or > MostBillions ? null : new(billions) { Experts = experts };
    }

    /// <summary>The model of a shape: its own numbers, and the feed-forward width that makes its size; null when heads do not divide, or when its numbers alone need more weights than that.</summary>
    public static ModelEntry? Of(TypicalShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var vocabulary = shape.Vocabulary ?? (shape.Experts > 0 || shape.Billions < 0.4 ? SmallVocabulary : LargeVocabulary);
        if (Shape(shape, vocabulary) is not var (network, inner))
            return null;
        if (shape.Experts == 0)
            return Entry(Name(shape.Billions), network);

        // Mixtral's way: experts replace the feed-forward blocks of a model of that size, two work on each token; its vocabulary is 32,000.
        var layer = network.Layers[0] with { Dense = null, Experts = new(shape.Experts, 2, new(inner, Gated: true, Bias: false)) };
        return Entry($"{shape.Experts}x{Name(shape.Billions)}", network with { Layers = [.. Enumerable.Repeat(layer, network.Layers.Length)] });
    }

    private static double? Billions(string text)
    {
        var scale = text.EndsWith('b') ? 1 : text.EndsWith('m') ? 1e-3 : 0;
        return scale > 0 && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number * scale : null;
    }

    /// <summary>The same network for the same shape, so that what was worked out for one question of it holds for the next.</summary>
    private static (Network Network, int Inner)? Shape(TypicalShape shape, int vocabulary)
    {
        if (Shapes.TryGetValue((shape, vocabulary), out var known))
            return known;
        var made = MakeShape(shape, vocabulary);
        return Shapes.Count < MostShapes ? Shapes.GetOrAdd((shape, vocabulary), made) : made;
    }

    private static (Network Network, int Inner)? MakeShape(TypicalShape shape, int vocabulary)
    {
        var billions = shape.Billions;
        var (_, usualHidden, usualLayers) = Ladder.MinBy(step => Math.Abs(Math.Log(step.Billions / billions)));
        var hidden = shape.HiddenSize ?? (shape is { Heads: { } said, HeadDim: { } wide } ? said * wide : usualHidden);
        var layers = shape.Layers ?? usualLayers;
        var headDim = shape.HeadDim ?? (shape.Heads is { } count ? Math.Max(1, hidden / count) : HeadDim);
        var heads = shape.Heads ?? Math.Max(1, hidden / headDim);
        var keys = shape.KeyValueHeads ?? Divisor(heads);
        if (heads % keys != 0)
            return null;
        var tied = billions < 4;
        var embeddings = (tied ? 1.0 : 2.0) * vocabulary * hidden;
        var attention = 2.0 * hidden * headDim * (heads + keys);
        var block = hidden % Block == 0 ? Block : SmallBlock;
        var blocks = ((billions * 1e9) - embeddings - (layers * attention)) / (3.0 * hidden * layers * block);
        if (shape.SaysMore && blocks < 0.5)
            return null;
        var inner = block * (int)Math.Max(1, Math.Round(blocks));
        var layer = new Layer(new GroupedQueryAttention(heads, keys, headDim, headDim, AttentionScope.Full), null, new(inner, Gated: true, Bias: false), null, 2);
        return (new()
        {
            HiddenSize = hidden,
            VocabularySize = vocabulary,
            EmbeddingWidth = hidden,
            TiedEmbeddings = tied,
            Norms = new(NormKind.Scale, Final: true, Embedding: false),
            Layers = [.. Enumerable.Repeat(layer, layers)],
            MaxContext = new(Context),
        }, inner);
    }

    /// <summary>Eight heads of keys and values, or as many fewer as divide the query heads.</summary>
    private static int Divisor(int heads)
    {
        var keys = Math.Min(KeyValueHeads, heads);
        while (heads % keys != 0)
            keys--;
        return keys;
    }

    private static ModelEntry Entry(string name, Network network) => new()
    {
        Id = name,
        Family = "a typical model of this size",
        Architecture = "LlamaForCausalLM",
        Network = network,
        IsHypothetical = true,
        IsSizeOnly = true,
        MaxContext = new TokenCount(Context),
        Sources = ["shapes of open models of this size"],
    };

    private static string Name(double billions) => billions < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{billions * 1000:0.#}M")
        : string.Create(CultureInfo.InvariantCulture, $"{billions:0.##}B");
}
