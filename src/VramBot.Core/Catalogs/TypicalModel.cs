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

    private static readonly ImmutableArray<(double Billions, int Hidden, int Layers)> Ladder =
    [
        (0.5, 896, 24), (1.2, 2048, 16), (1.5, 1536, 28), (3.2, 3072, 28), (8, 4096, 32), (14, 5120, 48), (32, 5120, 64), (70, 8192, 80), (123, 12288, 88), (405, 16384, 126),
    ];

    /// <summary>Sizes are typed by people: more than the usual ones are not kept.</summary>
    private const int MostShapes = 256;

    private static readonly ConcurrentDictionary<(double Billions, int Vocabulary), (Network Network, int Inner)> Shapes = new();

    /// <summary>Reads <c>7b</c>, <c>0.5B</c>, <c>350m</c> or <c>8x7b</c>; null when the text is no size between 0.1 and 2000 billion.</summary>
    public static ModelEntry? FromSize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Trim().ToLowerInvariant().Split('x');
        if (parts.Length is < 1 or > 2 || Billions(parts[^1]) is not { } billions)
            return null;
        var experts = 0;
        if (parts.Length == 2 && (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out experts) || experts is < 2 or > 512))
            return null;
        return billions is < 0.1 or > 2000 ? null : experts > 0 ? OfExperts(experts, billions) : OfSize(billions);
    }

    private static double? Billions(string text)
    {
        var scale = text.EndsWith('b') ? 1 : text.EndsWith('m') ? 1e-3 : 0;
        return scale > 0 && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number * scale : null;
    }

    private static ModelEntry OfSize(double billions)
    {
        var (network, _) = Shape(billions, billions < 0.4 ? SmallVocabulary : LargeVocabulary);
        return Entry(Name(billions), network);
    }

    /// <summary>Mixtral's way: experts replace the feed-forward blocks of a model of that size, two work on each token; its vocabulary is 32,000.</summary>
    private static ModelEntry OfExperts(int experts, double billions)
    {
        var (network, inner) = Shape(billions, SmallVocabulary);
        var layer = network.Layers[0] with { Dense = null, Experts = new(experts, 2, new(inner, Gated: true, Bias: false)) };
        return Entry($"{experts}x{Name(billions)}", network with { Layers = [.. Enumerable.Repeat(layer, network.Layers.Length)] });
    }

    /// <summary>The same shape for the same size, so that what was worked out for one question of it holds for the next.</summary>
    private static (Network Network, int Inner) Shape(double billions, int vocabulary)
    {
        if (Shapes.TryGetValue((billions, vocabulary), out var known))
            return known;
        var made = MakeShape(billions, vocabulary);
        return Shapes.Count < MostShapes ? Shapes.GetOrAdd((billions, vocabulary), made) : made;
    }

    private static (Network Network, int Inner) MakeShape(double billions, int vocabulary)
    {
        var (_, hidden, layers) = Ladder.MinBy(step => Math.Abs(Math.Log(step.Billions / billions)));
        var heads = Math.Max(1, hidden / HeadDim);
        var keys = Math.Min(KeyValueHeads, heads);
        while (heads % keys != 0)
            keys--;
        var tied = billions < 4;
        var embeddings = (tied ? 1.0 : 2.0) * vocabulary * hidden;
        var attention = (2.0 * hidden * heads * HeadDim) + (2.0 * hidden * keys * HeadDim);
        var block = hidden % Block == 0 ? Block : SmallBlock;
        var inner = block * (int)Math.Max(1, Math.Round(((billions * 1e9) - embeddings - (layers * attention)) / (3.0 * hidden * layers * block)));
        var layer = new Layer(new GroupedQueryAttention(heads, keys, HeadDim, HeadDim, AttentionScope.Full), null, new(inner, Gated: true, Bias: false), null, 2);
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
