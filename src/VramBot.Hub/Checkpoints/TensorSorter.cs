using System.Collections.Immutable;
using System.Runtime.InteropServices;
using VramBot.Core.Units;

namespace VramBot.Hub.Checkpoints;

/// <summary>Sorts stored tensors by what their names say, over the bytes of the names.</summary>
/// <param name="layers">Layers of the text stack, so that those after them are known for next-token layers; null when not known.</param>
internal sealed class TensorSorter(int? layers)
{
    private const int MostOthers = 64;

    private static readonly byte[][] TowerBeginnings = Utf8(
        "vision_tower.", "vision_model.", "visual.", "vision.", "vision_", "vit.", "vpm.", "apm.", "audio_tower.", "audio_", "resampler.", "mm_projector.", "multi_modal_projector.", "mlp1.", "sam_model.",
        "projector.", "embed_vision.", "embed_audio.", "image_", "talker.", "token2wav.", "tts.", "speech_", "text_adapter.", "ln_speech.", "v.", "mm.", "vte.", "connector.", "aligner.", "gen_vision_", "thinker.visual.", "thinker.audio_tower.");

    private static readonly byte[][] NextTokenBeginnings = Utf8("mtp.", "mtp_", "nextn.", "model_mtp.");

    private static readonly byte[][] LayerWords = Utf8("layers", "h", "blocks", "blk", "block", "layer");

    private static readonly byte[][] EmbeddingWords = Utf8("embed_tokens", "wte", "wpe", "token_embd", "position_embd", "word_embeddings", "tok_embeddings", "embed_in", "embed_positions", "shared", "embeddings");

    private static readonly byte[][] HeadWords = Utf8("lm_head", "embed_out", "output");

    private readonly Dictionary<(TensorPlace Place, int Layer, TensorType Type), (int Tensors, long Elements, long Size)> sums = [];

    /// <summary>What stands beside packed weights, by how the names end: no weights themselves.</summary>
    private static readonly byte[][] ScaleEndings = Utf8("_scale", "_scale_inv", "_scale_2", ".scale", ".scales", "_scales", ".absmax", ".scale_inv", "_global_scale", ".input_amax");

    /// <summary>Elements of each place that are certainly weights.</summary>
    private readonly Dictionary<TensorPlace, long> weights = [];

    /// <summary>Places with tensors of which an element is not one weight.</summary>
    private readonly HashSet<TensorPlace> packed = [];

    /// <summary>Matrices that have no other place, by the first word of their names.</summary>
    private readonly SortedDictionary<string, long> others = new(StringComparer.Ordinal);

    /// <summary>Whether there is an output head.</summary>
    public bool HasHead { get; private set; }

    /// <summary>Adds a file's tensors.</summary>
    public void Add(ImmutableArray<StoredTensor> tensors)
    {
        foreach (var tensor in tensors)
            Add(tensor);
    }

    /// <summary>Weights of a place, as far as its tensors hold one an element.</summary>
    public long WeightsOf(TensorPlace place) => weights.GetValueOrDefault(place);

    /// <summary>Whether some of a place's tensors hold several weights an element, so that they cannot be counted.</summary>
    public bool IsPacked(TensorPlace place) => packed.Contains(place);

    /// <summary>Matrices outside the layers that are neither tables of words nor heads nor towers: how many weights, by the first word of their names.</summary>
    public IEnumerable<KeyValuePair<string, long>> Others => others;

    /// <summary>The sums.</summary>
    public ExactWeights Sum() => new()
    {
        Sums = [.. sums.OrderBy(sum => sum.Key.Layer).ThenBy(sum => sum.Key.Place).Select(sum =>
            new TensorSum(sum.Key.Place, sum.Key.Layer, sum.Key.Type.Name, sum.Value.Tensors, sum.Value.Elements, Bytes.FromBytes(sum.Value.Size)))],
        Parameters = packed.Any(place => place is not TensorPlace.Tower) ? null : new ParameterCount(weights.Values.Sum()),
    };

    /// <summary>Where a tensor belongs, and in which layer.</summary>
    public (TensorPlace Place, int Layer) PlaceOf(ReadOnlySpan<byte> name)
    {
        var own = Trimmed(name);
        if (Begins(own, TowerBeginnings))
            return (TensorPlace.Tower, -1);
        if (Begins(own, NextTokenBeginnings) || own.IndexOf(".mtp."u8) >= 0 || own.IndexOf("mtp_layers."u8) >= 0)
            return (TensorPlace.NextToken, -1);
        var layer = own.StartsWith("encoder."u8) || own.StartsWith("enc."u8) ? -1 : LayerOf(own);
        if (layer >= layers)
            return (TensorPlace.NextToken, layer);
        if (layer >= 0)
            return (own.IndexOf(".experts."u8) >= 0 || own.IndexOf("_exps."u8) >= 0 ? TensorPlace.Experts : TensorPlace.Layers, layer);
        if (Holds(own, HeadWords))
            return (TensorPlace.Head, -1);
        return (Holds(own, EmbeddingWords) ? TensorPlace.Embedding : TensorPlace.Other, -1);
    }

    private void Add(in StoredTensor tensor)
    {
        var (place, layer) = PlaceOf(tensor.Utf8Name.Span);
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, (place, layer, tensor.Type), out _);
        sum = (sum.Tensors + 1, checked(sum.Elements + tensor.Elements), checked(sum.Size + tensor.Size));
        HasHead |= place == TensorPlace.Head;
        if (IsScale(tensor))
            return;
        if (!tensor.Type.HoldsWeights)
            packed.Add(place);
        else
            weights[place] = checked(weights.GetValueOrDefault(place) + tensor.Elements);
        if (place == TensorPlace.Other && tensor.Shape.Length > 1 && tensor.Type.HoldsWeights && others.Count < MostOthers)
            Keep(FirstWord(tensor.Utf8Name.Span), tensor.Elements);
    }

    private void Keep(string word, long elements) => others[word] = checked(others.GetValueOrDefault(word) + elements);

    private static string FirstWord(ReadOnlySpan<byte> name)
    {
        var own = Trimmed(name);
        return System.Text.Encoding.UTF8.GetString(own.IndexOf((byte)'.') is > 0 and var length ? own[..length] : own);
    }

    private static bool IsScale(in StoredTensor tensor)
    {
        if (tensor.Type.Name == "F8_E8M0")
            return true;
        foreach (var ending in ScaleEndings)
            if (tensor.Utf8Name.Span.EndsWith(ending))
                return true;
        return false;
    }

    /// <summary>Without the names of the classes around it: <c>model.language_model.layers.0</c> is <c>layers.0</c>.</summary>
    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> name)
    {
        while (true)
        {
            var before = name.Length;
            foreach (var prefix in Wrappers)
                if (name.StartsWith(prefix))
                    name = name[prefix.Length..];
            if (name.Length == before)
                return name;
        }
    }

    private static readonly byte[][] Wrappers = Utf8("model.", "language_model.", "text_model.", "transformer.", "backbone.", "base_model.", "llm.", "thinker.", "gpt_neox.", "decoder.", "text_decoder.");

    private static int LayerOf(ReadOnlySpan<byte> name)
    {
        var word = 0;
        while (name[word..].IndexOf((byte)'.') is >= 0 and var length)
        {
            var next = word + length + 1;
            if (IsLayerWord(name.Slice(word, length)) && Number(name[next..]) is { } layer)
                return layer;
            word = next;
        }

        return -1;
    }

    private static int? Number(ReadOnlySpan<byte> text) =>
        System.Buffers.Text.Utf8Parser.TryParse(text, out int number, out var used) && number is >= 0 and < 1 << 20 && used < text.Length && text[used] == '.' ? number : null;

    private static bool IsLayerWord(ReadOnlySpan<byte> word)
    {
        foreach (var known in LayerWords)
            if (word.SequenceEqual(known))
                return true;
        return false;
    }

    private static bool Begins(ReadOnlySpan<byte> name, byte[][] beginnings)
    {
        foreach (var beginning in beginnings)
            if (name.StartsWith(beginning))
                return true;
        return false;
    }

    /// <summary>Whether one of the words stands in a name, from dot to dot.</summary>
    private static bool Holds(ReadOnlySpan<byte> name, byte[][] words)
    {
        foreach (var word in words)
            if (name.IndexOf(word) is >= 0 and var at && (at == 0 || name[at - 1] == '.') && (at + word.Length == name.Length || name[at + word.Length] == '.'))
                return true;
        return false;
    }

    private static byte[][] Utf8(params ReadOnlySpan<string> texts)
    {
        var bytes = new byte[texts.Length][];
        for (var index = 0; index < bytes.Length; index++)
            bytes[index] = System.Text.Encoding.UTF8.GetBytes(texts[index]);
        return bytes;
    }
}
