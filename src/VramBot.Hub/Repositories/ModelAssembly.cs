using System.Collections.Immutable;
using VramBot.Core.Catalogs;
using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Core.Units;
using VramBot.Hub.Architectures;
using VramBot.Hub.Checkpoints;
using VramBot.Hub.Gguf;
using VramBot.Hub.Safetensors;
using VramBot.Hub.Transport;

namespace VramBot.Hub.Repositories;

/// <summary>Puts together what a model's files say: the shape by its config, what only tensors tell, and the format.</summary>
internal sealed class ModelAssembly(ReadingContext context, string commit, ConfigView? config)
{
    // An unknown class is taken for a plain decoder only when every tensor is accounted for, a rope table here and there apart.
    private const double Alike = 0.0005;

    // The scales and shifts that a format adds beside its own rule, before its files are said to be of several types.
    private const double FormatTolerance = 0.02;

    private const int HalfWidth = 2;
    private const int FullWidth = 4;

    private readonly List<HubNote> notes = [];

    /// <summary>The model of safetensors files.</summary>
    public HubModel OfSafetensors(IReadOnlyList<SafetensorsHeader> headers)
    {
        var network = Shape(config);
        var sorter = new TensorSorter(network?.Layers.Length);
        foreach (var header in headers)
            sorter.Add(header.Tensors);
        var weights = sorter.Sum();
        network = Completed(network, sorter);
        var format = FormatOf(weights);
        if (network is not null && format is not null)
            HoldAgainst(network, format, weights);
        return Model(HubModelKind.Safetensors, network, format, weights);
    }

    /// <summary>The model of a repository whose files list no tensors.</summary>
    public HubModel OfConfig(RepositoryListing listing)
    {
        var network = config is null ? null : Shape(config);
        // A guess has no tensors here to be held against.
        network = IsGuessed ? null : network;
        var files = PickleFiles.Of(listing);
        if (network is null && !(files?.Size > Bytes.Zero))
            throw new HubException(HubFailure.NoFile, "config.json");
        var reason = string.Join("; ", notes.Select(note => note.Reason).Where(text => text.Length > 0));
        notes.Clear();
        notes.Add(new(network is null ? HubNoteKind.FilesAlone : HubNoteKind.OtherFiles, files?.First ?? "config.json") { Sizes = files?.Size is { } stated ? [(files.First, stated)] : [], Reason = reason });
        var weights = network is null && files?.Size is { } size
            ? new ExactWeights { Sums = [new(TensorPlace.Other, -1, files.First[(files.First.LastIndexOf('.') + 1)..], 0, 0, size)], Parameters = null }
            : null;
        return Model(HubModelKind.ConfigOnly, network, FormatOf(network, files?.Size), weights);
    }

    /// <summary>What the config says of its quantization; else the float type in which the shape takes what the files do; else the type that the config names.</summary>
    private WeightFormat? FormatOf(Network? network, Bytes? size)
    {
        if (config is not null && QuantizationMap.MethodOf(config) is not null)
            return QuantizationMap.Find(context.Formats, config);
        var named = (config is null ? null : QuantizationMap.Find(context.Formats, config)) ?? context.Formats.Find("bf16");
        if (network is null || size is not { } stored)
            return named;
        var weights = TensorInventory.Count(network).Count;
        var width = named is FloatFormat plain ? plain.BytesPerWeight : HalfWidth;
        return Fits(width) || !Fits(width == HalfWidth ? FullWidth : HalfWidth) ? named : context.Formats.Find(width == HalfWidth ? "fp32" : "fp16");

        bool Fits(int bytes) => Math.Abs(stored.Count - (bytes * weights)) <= FormatTolerance * stored.Count;
    }

    /// <summary>The model of a GGUF file, or of the parts of one.</summary>
    public HubModel OfGguf(ImmutableArray<GgufHeader> parts, GgufChoice choice, ImmutableArray<GgufChoice> choices)
    {
        var first = parts[0] with { Tensors = [.. parts.SelectMany(part => part.Tensors)] };
        var own = GgufConfig.Of(first);
        var network = Shape(own);
        var sorter = new TensorSorter(network?.Layers.Length);
        sorter.Add(first.Tensors);
        var weights = sorter.Sum();
        network = Completed(network, sorter) ?? AttentionAlone(own, first, sorter);
        var model = Model(HubModelKind.Gguf, network, null, weights);
        return model with
        {
            Entry = model.Entry with { Architecture = own.Architecture ?? string.Empty, NativeFormat = "bf16" },
            Format = GgufFormats.Of(context.Formats, choice.Quantization, network, own.Architecture ?? string.Empty, weights),
            Quantization = choice.Quantization,
            Quantizations = [.. choices.Select(other => other.Quantization)],
        };
    }

    /// <summary>The attention of a file of an unknown architecture where it is sure, all other weights beside it.</summary>
    private Network? AttentionAlone(ConfigView own, GgufHeader header, TensorSorter sorter)
    {
        var index = notes.FindIndex(note => note.Kind == HubNoteKind.UnknownClass);
        if (index < 0 || !GgufAttention.IsPlain(header))
            return null;
        try
        {
            var network = NetworkBuilder.Build(own, ArchitectureMap.AttentionAlone);
            if (TensorAccount.Of(network, sorter) is not { Left: >= 0 } account)
                return null;
            notes[index] = notes[index] with { Kind = HubNoteKind.PlainAttention };
            return network with { Extra = account.Extra(isGuessed: false) };
        }
        catch (ConfigException)
        {
            return null;
        }
    }

    private Network? Shape(ConfigView? view)
    {
        var name = view?.Names.FirstOrDefault() ?? string.Empty;
        if (view is null)
        {
            notes.Add(new(HubNoteKind.NoShape, "config.json"));
            return null;
        }

        var rule = ArchitectureMap.Find(view);
        try
        {
            var network = NetworkBuilder.Build(view, rule ?? ArchitectureMap.Plain);
            if (rule is null)
                notes.Add(new(HubNoteKind.PlainDecoder, name));
            return network;
        }
        catch (ConfigException exception)
        {
            notes.Add((rule is null ? new HubNote(HubNoteKind.UnknownClass, name) : new(HubNoteKind.NoShape, view == config ? "config.json" : name)) with { Reason = $"its config {exception.Message}" });
            return null;
        }
    }

    /// <summary>The shape with what only tensors tell: towers, next-token layers, a head that is the embedding, and weights that only this class has.</summary>
    private Network? Completed(Network? network, TensorSorter sorter)
    {
        if (network is null)
            return null;
        if (!sorter.HasHead && config?.Bool("tie_word_embeddings") is null)
            network = network with { TiedEmbeddings = true };
        if (sorter.WeightsOf(TensorPlace.Tower) is > 0 and var tower)
            network = network with { Tower = TowerRule.Of(config, tower) };
        network = WithNextToken(network, sorter);
        if (TensorAccount.Of(network, sorter) is not { } account)
            return IsGuessed ? Unknown() : network;
        if (IsGuessed && Math.Abs(account.Left) > Alike * account.Stored)
            return Unknown();
        return network with { Extra = [.. network.Extra, .. account.Extra(IsGuessed)] };
    }

    /// <summary>Whether the shape is that of a plain decoder for want of a rule.</summary>
    private bool IsGuessed => notes.Exists(note => note.Kind == HubNoteKind.PlainDecoder);

    private Network? Unknown()
    {
        var index = notes.FindIndex(note => note.Kind == HubNoteKind.PlainDecoder);
        notes[index] = notes[index] with { Kind = HubNoteKind.UnknownClass };
        return null;
    }

    private Network WithNextToken(Network network, TensorSorter sorter) => sorter.WeightsOf(TensorPlace.NextToken) is > 0 and var count
        ? network with { MultiTokenPrediction = new(config?.Int("num_nextn_predict_layers", "mtp_num_hidden_layers", "num_mtp_layers") is > 0 and var layers ? layers : 1, new(count)) }
        : network;

    private WeightFormat? FormatOf(ExactWeights weights)
    {
        if (config is not null && QuantizationMap.MethodOf(config) is { } method)
        {
            var known = QuantizationMap.Find(context.Formats, config);
            if (known is null)
                notes.Add(new(HubNoteKind.UnknownFormat, method));
            return known;
        }

        // What the files hold counts, not what the config says they were trained in.
        var type = weights.Types.FirstOrDefault().Type;
        var format = QuantizationMap.FloatOf(type) is { } plain ? context.Formats.Find(plain) : type is "F8_E4M3" or "F8_E5M2" ? context.Formats.Find("fp8") : null;
        if (format is null)
            notes.Add(new(HubNoteKind.UnknownFormat, type ?? string.Empty));
        return format;
    }

    private void HoldAgainst(Network network, WeightFormat format, ExactWeights weights)
    {
        var hasExperts = network.Layers.Any(layer => layer.Experts is not null);
        var ruled = Bytes.Zero;
        foreach (var tensor in TensorInventory.Of(network))
            if (TorchTensorSizing.SizeOf(format, tensor, hasExperts) is { } size)
                ruled += size;
            else
                return;
        if (Math.Abs(ruled.Count - weights.Loaded.Count) > FormatTolerance * weights.Loaded.Count)
            notes.Add(new(HubNoteKind.MixedTypes, string.Empty) { Sizes = [.. weights.Types.Take(4)] });
    }

    private HubModel Model(HubModelKind kind, Network? network, WeightFormat? format, ExactWeights? weights) => new()
    {
        Id = context.Id,
        Commit = commit,
        Kind = kind,
        Format = format,
        Weights = weights,
        Notes = [.. notes],
        Entry = new()
        {
            Id = context.Id.Repository,
            Family = context.Id.Name,
            Architecture = config?.Architecture ?? string.Empty,
            Network = network,
            DataType = config?.Text("torch_dtype", "dtype") ?? "bfloat16",
            NativeFormat = format?.Id ?? "bf16",
            NativeQuantization = config is null ? null : QuantizationMap.MethodOf(config),
            MaxContext = network?.MaxContext ?? new(1),
            Sources = [$"{context.Id.Repository}@{commit}"],
        },
    };
}
