using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.LlamaCpp;

/// <summary>Weights as llama.cpp loads them: the file's tensors, split by layer, the token embedding in host memory.</summary>
/// <remarks>
/// <para>Formula for a GPU: sum of its layers' tensors, less experts kept on the host, and on the head's GPU the output norm and head.</para>
/// <para>Units: bytes. A tied embedding lies twice: in host memory as table, on the last GPU as head. The vision tower is a file of its own.</para>
/// <para>Source: ggml-org/llama.cpp, src/llama-model.cpp (load_tensors); exact on its own no-alloc runs.</para>
/// </remarks>
internal sealed class LlamaCppWeights
{
    private static readonly ConditionalWeakTable<Network, ConcurrentDictionary<WeightFormat, LlamaCppWeights>> Cache = [];

    private readonly Dictionary<(int Layer, TensorRole Role), Bytes> tensors = [];
    private readonly Bytes[] layers;
    private readonly Bytes[] experts;

    private LlamaCppWeights(int count) => (layers, experts) = (new Bytes[count], new Bytes[count]);

    /// <summary>Output norm and head.</summary>
    public Bytes Output { get; private set; }

    /// <summary>The token embedding, which stays in host memory.</summary>
    public Bytes Embedding { get; private set; }

    /// <summary>The sizes of a model's parts in a format, or null when llama.cpp has no such format.</summary>
    public static LlamaCppWeights? Of(Network network, WeightFormat format, GgufFacts facts)
    {
        if (format is not (GgufMix or GgufRate or FloatFormat))
            return null;
        return Cache.GetValue(network, static _ => new(ReferenceEqualityComparer.Instance)).GetOrAdd(format, key => Sum(network, key, facts));
    }

    /// <summary>The output matrix alone.</summary>
    public Bytes Head => tensors.GetValueOrDefault((-1, TensorRole.OutputHead));

    public Bytes OnGpu(LlamaCppPlan plan, int gpu)
    {
        var sum = plan.Placement.HoldsHead(gpu) ? Output : Bytes.Zero;
        for (var layer = 0; layer < layers.Length; layer++)
            if (plan.Placement.GpuOf(layer) == gpu)
                sum += plan.Placement.HasHostExperts(layer) ? layers[layer] - experts[layer] : layers[layer];
        return sum;
    }

    /// <summary>What stays in host memory: the token embedding, and the layers, experts and head that are not on a GPU.</summary>
    public Bytes OnHost(LlamaCppPlan plan)
    {
        var sum = Embedding + (plan.Placement.HeadOnGpu ? Bytes.Zero : Output);
        for (var layer = 0; layer < layers.Length; layer++)
            sum += plan.Placement.GpuOf(layer) == LayerPlacement.Host ? layers[layer] : plan.Placement.HasHostExperts(layer) ? experts[layer] : Bytes.Zero;
        return sum;
    }

    /// <summary>The tensors of one role in a layer.</summary>
    public Bytes SizeOf(int layer, TensorRole role) => tensors.GetValueOrDefault((layer, role));

    private static LlamaCppWeights Sum(Network network, WeightFormat format, GgufFacts facts)
    {
        var weights = new LlamaCppWeights(network.Layers.Length);
        foreach (var tensor in TensorInventory.Of(network))
            if (tensor.Role is not TensorRole.Tower)
                weights.Add(tensor, GgufTensorSizing.SizeOf(format, tensor, facts) ?? Bytes.Zero, network.TiedEmbeddings);
        return weights;
    }

    private void Add(TensorGroup tensor, Bytes size, bool tied)
    {
        if (tensor.Layer >= 0)
        {
            layers[tensor.Layer] += size;
            if (tensor.Role is TensorRole.ExpertGate or TensorRole.ExpertUp or TensorRole.ExpertDown)
                experts[tensor.Layer] += size;
            tensors[(tensor.Layer, tensor.Role)] = SizeOf(tensor.Layer, tensor.Role) + size;
            return;
        }

        if (tensor.Role is TensorRole.TokenEmbedding or TensorRole.PositionEmbedding)
            Embedding += size;
        else
            Output += size;
        if (tensor.Role is TensorRole.TokenEmbedding && tied)
            Output += size;
        if (tensor.Role is TensorRole.OutputHead || (tensor.Role is TensorRole.TokenEmbedding && tied))
            tensors[(-1, TensorRole.OutputHead)] = size;
    }
}
