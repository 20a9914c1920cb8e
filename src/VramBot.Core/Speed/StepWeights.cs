using System.Runtime.CompilerServices;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.LlamaCpp;
using VramBot.Core.Formats;
using VramBot.Core.Models;

namespace VramBot.Core.Speed;

/// <summary>The bytes of weights that one step reads, layer by layer, remembered for a model in a format.</summary>
/// <remarks>
/// <para>
/// Read whole: every matrix between the embedding and the logits, and the head. Looked up row by row, so not counted: token, position and per-layer embeddings, unless the
/// embedding is the head too. The tower works on images only.
/// </para>
/// <para>
/// Routed experts: of E, each token visits k, chosen alike often. t tokens together visit <c>E · (1 − (1 − k/E)^t)</c> of them on average.
/// </para>
/// </remarks>
internal sealed class StepWeights
{
    private static readonly ConditionalWeakTable<Network, ConditionalWeakTable<WeightFormat, StepWeights>> InGguf = [];
    private static readonly ConditionalWeakTable<Network, ConditionalWeakTable<WeightFormat, StepWeights>> InTorch = [];

    private readonly double[] shared;
    private readonly double[] routed;
    private readonly double[] visits;

    private StepWeights(int layers) => (shared, routed, visits) = (new double[layers], new double[layers], new double[layers]);

    /// <summary>Bytes outside the layers: final norm and head.</summary>
    public double Head { get; private set; }

    /// <summary>Weights that each token is multiplied with, for its arithmetic: two operations each.</summary>
    public double ActiveWeights { get; private set; }

    /// <summary>Bytes of everything but the routed experts, the head among them.</summary>
    public double Shared { get; private set; }

    /// <summary>Layers with routed experts.</summary>
    public int ExpertLayers { get; private set; }

    /// <summary>All layers.</summary>
    public int Layers => shared.Length;

    /// <summary>What a step of a request reads, or null when no rule sizes its format.</summary>
    public static StepWeights? Of(EstimateRequest request, Network network)
    {
        var gguf = request.Engine.Engine.RunsGguf;
        var known = (gguf ? InGguf : InTorch).GetValue(network, static _ => []);
        if (!known.TryGetValue(request.Weights, out var weights) && Sum(network, request.Weights, gguf ? LlamaCppModel.Of(network, request.Model.Architecture).Facts : null) is { } summed)
            weights = known.GetValue(request.Weights, _ => summed);
        return weights;
    }

    /// <summary>Bytes of a layer but for its routed experts.</summary>
    public double SharedOf(int layer) => shared[layer];

    /// <summary>Bytes of a layer's routed experts that some tokens visit together.</summary>
    public double RoutedOf(int layer, double tokens) => routed[layer] == 0 ? 0 : routed[layer] * (1 - Math.Pow(1 - visits[layer], tokens));

    /// <summary>The same of all layers.</summary>
    public double Routed(double tokens)
    {
        var (sum, share, visited) = (0.0, -1.0, 0.0);
        for (var layer = 0; layer < routed.Length; layer++)
        {
            if (routed[layer] == 0)
                continue;
            if (visits[layer] != share)
                (share, visited) = (visits[layer], 1 - Math.Pow(1 - visits[layer], tokens));
            sum += routed[layer] * visited;
        }

        return sum;
    }

    private static StepWeights? Sum(Network network, WeightFormat format, GgufFacts? facts)
    {
        var weights = new StepWeights(network.Layers.Length);
        for (var layer = 0; layer < network.Layers.Length; layer++)
            if (network.Layers[layer].Experts is { } experts)
                (weights.visits[layer], weights.ExpertLayers) = ((double)experts.ExpertsPerToken / experts.Experts, weights.ExpertLayers + 1);
        foreach (var tensor in TensorInventory.Of(network))
        {
            if (IsLookedUp(tensor, network))
                continue;
            var size = facts is not null ? GgufTensorSizing.SizeOf(format, tensor, facts) : TorchTensorSizing.SizeOf(format, tensor, weights.ExpertLayers > 0);
            if (size is not { } bytes)
                return null;
            weights.Add(tensor, bytes.Count);
        }

        weights.Shared += weights.Head;
        return weights;
    }

    private void Add(TensorGroup tensor, double size)
    {
        if (tensor.Layer < 0)
        {
            Head += size;
            ActiveWeights += tensor.Parameters.Count;
        }
        else if (tensor.Role is TensorRole.ExpertGate or TensorRole.ExpertUp or TensorRole.ExpertDown)
        {
            routed[tensor.Layer] += size;
            ActiveWeights += tensor.Parameters.Count * visits[tensor.Layer];
        }
        else
        {
            shared[tensor.Layer] += size;
            Shared += size;
            ActiveWeights += tensor.Parameters.Count;
        }
    }

    private static bool IsLookedUp(TensorGroup tensor, Network network) => tensor.Role switch
    {
        TensorRole.TokenEmbedding => !network.TiedEmbeddings,
        TensorRole.PositionEmbedding or TensorRole.Tower => true,
        TensorRole.Extra => IsTable(network, tensor.Rows),
        _ => false,
    };

    /// <summary>Extra weights that are tables of embeddings, a row of which is looked up (Gemma 3n's per-layer embeddings).</summary>
    private static bool IsTable(Network network, long parameters)
    {
        foreach (var extra in network.Extra)
            if (extra.Parameters.Count == parameters)
                return extra.Name.Contains("embeddings", StringComparison.OrdinalIgnoreCase);
        return false;
    }
}
