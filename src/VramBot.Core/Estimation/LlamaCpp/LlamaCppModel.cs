using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using VramBot.Core.Engines;
using VramBot.Core.Estimation.LlamaCpp.Graphs;
using VramBot.Core.Formats;
using VramBot.Core.Models;

namespace VramBot.Core.Estimation.LlamaCpp;

/// <summary>What llama.cpp makes of a network whatever the request, remembered, and the compute buffers that were replayed for it.</summary>
internal sealed class LlamaCppModel
{
    private const int MostBuffers = 4096;

    private static readonly ConditionalWeakTable<Network, LlamaCppModel> Models = [];

    private readonly ConcurrentDictionary<GraphShape, ImmutableArray<long>> buffers = [];

    private LlamaCppModel(Network network, string architecture)
    {
        Facts = GgufFacts.Of(network, architecture);
        Style = GraphStyle.Of(network, architecture, Facts.Architecture);
        WidestValues = LayerKinds.Of(network).Max(kind => kind.Layer.Attention is { } attention ? LlamaCppCache.Widths(attention).Values : 0);
        LikeLayer = [.. network.Layers.Select(layer => network.Layers.IndexOf(layer))];
    }

    /// <summary>What llama-quantize knows of the model.</summary>
    public GgufFacts Facts { get; }

    /// <summary>How the graph of this model class is built.</summary>
    public GraphStyle Style { get; }

    /// <summary>The widest layer's values of a token, elements.</summary>
    public long WidestValues { get; }

    /// <summary>The first layer that is equal to each layer: what compares layers a thousand times compares these.</summary>
    public ImmutableArray<int> LikeLayer { get; }

    public static LlamaCppModel Of(Network network, string architecture) => Models.GetValue(network, key => new(key, architecture));

    /// <summary>Bytes of the compute buffer of each GPU. The first plan of a shape is replayed, the rest remembered.</summary>
    public ImmutableArray<long> BuffersOf(LlamaCppPlan plan)
    {
        if (buffers.Count > MostBuffers)
            buffers.Clear();
        return buffers.GetOrAdd(GraphShape.Of(plan), static (_, from) => Replayed(from), plan);
    }

    private static ImmutableArray<long> Replayed(LlamaCppPlan plan)
    {
        var ownGraphs = plan.Request.Settings.RowSplit ? 1 : plan.Gpus;
        var sizes = plan.Request.Engine.Kind == EngineKind.IkLlamaCpp ? [.. Enumerable.Range(0, ownGraphs).Select(gpu => IkComputeBuffer.OnGpu(plan, gpu))] : DecoderGraph.BuffersOf(plan, ownGraphs);
        return [.. sizes, .. new long[plan.Gpus - ownGraphs]];
    }
}
