using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.LlamaCpp;

/// <summary>Weights as llama.cpp loads them: the file's tensors, split by layer, the token embedding in host memory.</summary>
/// <remarks>
/// <para>Formula for a GPU: sum of its layers' tensors, and on the last GPU the output norm and head.</para>
/// <para>Units: bytes. A tied embedding lies twice: in host memory as table, on the last GPU as head. The vision tower is a file of its own.</para>
/// <para>Source: ggml-org/llama.cpp, src/llama-model.cpp (load_tensors); exact on its own no-alloc runs.</para>
/// </remarks>
internal sealed record LlamaCppWeights(ImmutableArray<Bytes> Layers, Bytes Output, Bytes Host)
{
    private static readonly ConditionalWeakTable<Network, ConcurrentDictionary<WeightFormat, LlamaCppWeights>> Cache = [];

    /// <summary>The sizes of a model's parts in a format, or null when llama.cpp has no such format.</summary>
    public static LlamaCppWeights? Of(Network network, WeightFormat format, GgufFacts facts)
    {
        if (format is not (GgufMix or FloatFormat))
            return null;
        return Cache.GetValue(network, static _ => new(ReferenceEqualityComparer.Instance)).GetOrAdd(format, key => Sum(network, key, facts));
    }

    public Bytes OnGpu(LlamaCppPlan plan, int gpu)
    {
        var sum = plan.HoldsHead(gpu) ? Output : Bytes.Zero;
        for (var layer = 0; layer < Layers.Length; layer++)
            if (plan.GpuOf(layer) == gpu)
                sum += Layers[layer];
        return sum;
    }

    private static LlamaCppWeights Sum(Network network, WeightFormat format, GgufFacts facts)
    {
        var layers = new Bytes[network.Layers.Length];
        var output = Bytes.Zero;
        var host = Bytes.Zero;
        foreach (var tensor in TensorInventory.Of(network))
        {
            var size = GgufTensorSizing.SizeOf(format, tensor, facts) ?? Bytes.Zero;
            if (tensor.Role is TensorRole.Tower)
                continue;
            if (tensor.Layer >= 0)
                layers[tensor.Layer] += size;
            else if (tensor.Role is TensorRole.TokenEmbedding or TensorRole.PositionEmbedding)
                host += size;
            else
                output += size;
            if (tensor.Role is TensorRole.TokenEmbedding && network.TiedEmbeddings)
                output += size;
        }

        return new([.. layers], output, host);
    }
}
