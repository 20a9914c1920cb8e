using System.Collections.Immutable;
using VramBot.CatalogFiles.Documents;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.CatalogFiles;

/// <summary>Turns the shape in a model's document into a network.</summary>
/// <remarks>
/// <c>layer_map</c> has one letter a layer: F full attention, S sliding window, C chunks, X cross attention, L linear attention, M Mamba, V short
/// convolution, H attention and Mamba in parallel, - no mixer. <c>moe.layer_map</c> or <c>ffn_layer_map</c>: D dense, E experts, B both, 0 none.
/// </remarks>
internal sealed class NetworkReader
{
    private const string AttentionLetters = "FSCXH";
    private const string RecurrentLetters = "LMVH";

    private readonly ModelDocument model;
    private readonly EntryFaults faults;
    private readonly Dictionary<(char, int), Attention?> attentions = [];
    private readonly Dictionary<char, Recurrence?> recurrences = [];
    private readonly Dictionary<(char, char, int, int, bool), Layer> layers = [];

    private NetworkReader(ModelDocument model, EntryFaults faults) => (this.model, this.faults) = (model, faults);

    /// <summary>The network, or null when an incomplete entry states too little of its shape.</summary>
    public static Network? Read(ModelDocument model, EntryFaults faults)
    {
        var shaped = model is { Layers: not null, HiddenSize: not null, VocabSize: not null, Norms: not null, TieEmbeddings: not null };
        return shaped || model.Complete ? new NetworkReader(model, faults).Read() : null;
    }

    private Network Read()
    {
        var count = faults.Positive("layers", model.Layers);
        var hidden = faults.Positive("hidden_size", model.HiddenSize);
        var mixers = Map("layer_map", model.LayerMap, count, "F", AttentionLetters + RecurrentLetters + "-");
        var blocks = Map("ffn_layer_map", model.FfnLayerMap ?? model.Moe?.LayerMap, count, model.Moe is null ? "D" : "E", "DEB0");
        if (model.TieEmbeddings is null)
            faults.Add("tie_embeddings", "is missing");
        if (model.IntermediateSizes is { } sizes && sizes.Count != count)
            faults.Add("intermediate_sizes", $"has {sizes.Count} values for {count} layers");
        if (model.CompressRatios is { } ratios && ratios.Count < count)
            faults.Add("compress_ratios", $"has {ratios.Count} values for {count} layers");
        return new()
        {
            HiddenSize = hidden,
            VocabularySize = faults.Positive("vocab_size", model.VocabSize),
            EmbeddingWidth = model.EmbeddingDim ?? hidden,
            PositionEmbeddings = model.PositionEmbeddings,
            TiedEmbeddings = model.TieEmbeddings == true,
            HeadBias = model.LmHeadBias,
            Norms = Norms(),
            Layers = [.. Enumerable.Range(0, count).Select(index => LayerAt(index, mixers[index], blocks[index], count))],
            Extra = [.. model.Extra.Select(extra => new ExtraTensors(faults.Text("extra.name", extra.Name), new(extra.Params)))],
            Tower = model.Tower is { } tower ? TowerOf(tower) : null,
            MultiTokenPrediction = model.Mtp is { } mtp ? new(mtp.Layers ?? 1, new(mtp.Params)) : null,
            EncoderLayers = model.Encoder?.Layers ?? 0,
            RopeLinearFactor = model.Rope?.LinearFactor ?? 1,
            HasLocalRope = model.Rope?.LocalBase == true,
            HasMultimodalRope = model.Rope?.Multimodal == true,
            RopeFraction = model.Rope?.Fraction ?? 1,
            MaxContext = new(model.MaxContext ?? 1),
        };
    }

    private Tower TowerOf(TowerDocument tower) => new(faults.Text("tower.kind", tower.Kind), new(tower.Params))
    {
        Whole = new(tower.WholeParams),
        ImagePatches = tower.ImagePatches,
        TokenSide = tower.TokenSide ?? Tower.UsualTokenSide,
        Width = tower.Width,
    };

    private string Map(string field, string? map, int count, string otherwise, string letters)
    {
        var full = string.Concat(Enumerable.Repeat(otherwise, count));
        if (map is null)
            return full;
        if (map.Length != count)
            faults.Add(field, $"has {map.Length} letters for {count} layers");
        else if (map.FirstOrDefault(letter => !letters.Contains(letter, StringComparison.Ordinal)) is not default(char) and var unknown)
            faults.Add(field, $"has the letter '{unknown}'; letters are {string.Join(' ', letters.ToCharArray())}");
        else
            return map;
        return full;
    }

    private Layer LayerAt(int index, char mixer, char block, int count)
    {
        var ratio = mixer == '-' && model.CompressRatios is { } ratios && index < ratios.Count ? ratios[index] : -1;
        var inner = model.IntermediateSizes is { } sizes && index < sizes.Count ? sizes[index] : model.IntermediateSize ?? 0;
        var reuses = index >= count - model.NumKvSharedLayers || (model.KvSharedPairs && index % 2 == 1);
        var key = (mixer, block, ratio, inner, reuses);
        if (!layers.TryGetValue(key, out var layer))
            layers[key] = layer = Build(mixer, block, ratio, inner) with { ReusesCache = reuses };
        return layer;
    }

    private Layer Build(char mixer, char block, int ratio, int inner)
    {
        var dense = block is 'D' or 'B' && inner > 0 ? new DenseFeedForward(inner, model.Mlp.Gated, model.Mlp.Bias) : null;
        var experts = block is 'E' or 'B' ? Experts() : null;
        var byType = model.Norms?.PerLayerByType;
        var norms = byType is null
            ? model.Norms?.PerLayer ?? 2
            : byType.TryGetValue($"{mixer}{block}", out var both) || byType.TryGetValue(mixer.ToString(), out both) || byType.TryGetValue("*", out both) ? both : 2;
        return new(AttentionOf(mixer, ratio), RecurrentLetters.Contains(mixer, StringComparison.Ordinal) ? RecurrenceOf(mixer) : null, dense, experts, norms);
    }

    private Attention? AttentionOf(char mixer, int ratio)
    {
        if (!attentions.TryGetValue((mixer, ratio), out var attention))
            attentions[(mixer, ratio)] = attention = BuildAttention(mixer, ratio);
        return attention;
    }

    private Attention? BuildAttention(char mixer, int ratio)
    {
        if (mixer == '-')
        {
            return ratio < 0 || model.Attention is not { Type: "compressed-mqa" } compressed ? null
                : new CompressedAttention(faults.Positive("attention.heads", compressed.Heads), faults.Positive("attention.head_dim", compressed.HeadDim), Scope('S'), ratio);
        }

        if (!AttentionLetters.Contains(mixer, StringComparison.Ordinal))
            return null;
        if (model.Attention is not { } common)
        {
            faults.Add("attention", "is missing for layers that attend");
            return null;
        }

        var facts = model.AttentionByType.TryGetValue(mixer.ToString(), out var change) ? common.With(change) : common;
        return facts.Type switch
        {
            "mla" => Latent(facts, mixer),
            "mha" or "gqa" or "mqa" => Grouped(facts, mixer),
            _ => Unknown(facts.Type),
        };
    }

    private Attention? Unknown(string? type)
    {
        faults.Add("attention.type", $"is '{type}'; types are mha, gqa, mqa, mla, compressed-mqa");
        return null;
    }

    private GroupedQueryAttention Grouped(AttentionDocument facts, char mixer)
    {
        var heads = faults.Positive("attention.heads", facts.Heads);
        var keys = faults.Positive("attention.kv_heads", facts.KvHeads);
        var width = faults.Positive("attention.head_dim", facts.HeadDim);
        if (heads % keys != 0)
            faults.Add("attention.kv_heads", $"is {keys}, which does not divide {heads} heads");
        return new(heads, keys, width, facts.VHeadDim ?? width, Scope(mixer))
        {
            ProjectionBias = facts.QkvBias == true,
            OutputBias = facts.OBias == true,
            QueryKeyNorm = QueryKeyNormOf(facts.QkNorm),
            OutputGate = facts.OutputGate == true,
            HeadGate = facts.HeadGate == true,
            Sinks = facts.Sinks == true,
            KeysAreValues = facts.KEqV == true,
            Indexer = IndexerOf(facts),
        };
    }

    private LatentAttention Latent(AttentionDocument facts, char mixer) => new(
        faults.Positive("attention.heads", facts.Heads),
        faults.Positive("attention.kv_lora_rank", facts.KvLoraRank),
        facts.QkRopeHeadDim ?? 0,
        faults.Positive("attention.qk_nope_head_dim", facts.QkNopeHeadDim),
        faults.Positive("attention.v_head_dim", facts.VHeadDim),
        facts.QLoraRank,
        Scope(mixer))
    {
        ProjectionBias = facts.QkvBias == true,
        OutputGate = facts.OutputGate == true,
        Indexer = IndexerOf(facts),
    };

    private static SparseIndexer? IndexerOf(AttentionDocument facts) => facts.Indexer is { } indexer ? new(indexer.Heads, indexer.HeadDim) : null;

    private AttentionScope Scope(char mixer) => mixer switch
    {
        'S' when model.SlidingWindowUnsourced => AttentionScope.Full,
        'S' => AttentionScope.Sliding(new(faults.Positive("sliding_window", model.SlidingWindow))),
        'C' => AttentionScope.Chunked(new(faults.Positive("attention_chunk_size", model.AttentionChunkSize))),
        'X' => AttentionScope.Cross,
        _ => AttentionScope.Full,
    };

    private QueryKeyNorm QueryKeyNormOf(string? name)
    {
        switch (name)
        {
            case null or "none": return QueryKeyNorm.None;
            case "head": return QueryKeyNorm.Head;
            case "full": return QueryKeyNorm.Full;
            case "head_ln": return QueryKeyNorm.HeadLayerNorm;
            case "per_head": return QueryKeyNorm.PerHead;
            case "shared": return QueryKeyNorm.Shared;
            default:
                faults.Add("attention.qk_norm", $"is '{name}'; kinds are none, head, full, head_ln, per_head, shared");
                return QueryKeyNorm.None;
        }
    }

    private Recurrence? RecurrenceOf(char mixer)
    {
        if (!recurrences.TryGetValue(mixer, out var recurrence))
            recurrences[mixer] = recurrence = BuildRecurrence(mixer);
        return recurrence;
    }

    private Recurrence? BuildRecurrence(char mixer)
    {
        var field = $"ssm.{mixer}";
        if (!model.Ssm.TryGetValue(mixer.ToString(), out var facts))
        {
            faults.Add(field, "is missing for layers that recur");
            return null;
        }

        var kernel = facts.ConvKernel ?? (facts.Kind == "lightning" ? 1 : 4);
        switch (facts.Kind)
        {
            case "mamba1":
                return new Mamba1(facts.DInner, facts.DState, facts.DtRank)
                {
                    ConvolutionKernel = kernel,
                    ConvolutionBias = facts.ConvBias,
                    ProjectionBias = facts.ProjBias,
                    InnerNorms = facts.InnerNorms,
                };
            case "mamba2":
                return new Mamba2(facts.DInner, facts.DState, facts.Groups ?? 1, facts.Heads)
                {
                    ConvolutionKernel = kernel,
                    ConvolutionBias = facts.ConvBias,
                    ProjectionBias = facts.ProjBias,
                    GatedNorm = facts.GatedNorm,
                };
            case "gated_delta_net":
                return new GatedDeltaNet(facts.KeyHeads, facts.KeyHeadDim, facts.ValueHeads, facts.ValueHeadDim) { ConvolutionKernel = kernel };
            case "kda":
                return new KimiDeltaAttention(facts.Heads, facts.HeadDim) { ConvolutionKernel = kernel, FullRankGate = facts.FullRankGate };
            case "lightning":
                return new LightningAttention(facts.Heads, facts.HeadDim) { ConvolutionKernel = kernel };
            case "short_conv":
                return new ShortConvolution(model.HiddenSize ?? 1) { ConvolutionKernel = kernel, Bias = facts.Bias };
            default:
                faults.Add($"{field}.kind", $"is '{facts.Kind}'; kinds are mamba1, mamba2, gated_delta_net, kda, lightning, short_conv");
                return null;
        }
    }

    private MixtureOfExperts? Experts()
    {
        if (model.Moe is not { } moe)
        {
            faults.Add("moe", "is missing for layers that have experts");
            return null;
        }

        var (gated, bias) = (model.Mlp.Gated, model.Mlp.Bias);
        var experts = faults.Positive("moe.experts", moe.Experts);
        var used = faults.Positive("moe.experts_per_token", moe.ExpertsPerToken);
        if (used > experts)
            faults.Add("moe.experts_per_token", $"is {used}, more than the {experts} experts");
        return new(experts, used, new(faults.Positive("moe.moe_intermediate_size", moe.MoeIntermediateSize), gated, bias))
        {
            Shared = moe.SharedIntermediateSize is { } shared ? new(shared, moe.SharedGated ?? gated, bias && moe.SharedBias) : null,
            SharedGate = moe.SharedGate,
            RouterBiases = moe.RouterBias + moe.CorrectionBias,
            LatentSize = moe.LatentSize,
            LatentNorm = moe.LatentNorm,
            Residual = moe.DenseResidualIntermediateSize is { } residual ? new(residual, gated, bias) : null,
        };
    }

    private Norms Norms()
    {
        if (model.Norms is not { } norms)
        {
            faults.Add("norms", "is missing");
            return new(NormKind.Scale, true, false);
        }

        if (norms.Type is not ("rmsnorm" or "layernorm" or "none"))
            faults.Add("norms.type", $"is '{norms.Type}'; types are rmsnorm, layernorm, none");
        var kind = norms.Type == "none" ? NormKind.None : norms.Bias ? NormKind.ScaleAndBias : NormKind.Scale;
        return new(kind, norms.Final, norms.Embedding);
    }
}
