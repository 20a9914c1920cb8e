using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using VramBot.Core.Engines;
using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.LlamaCpp;

/// <summary>Weights as llama.cpp loads them: the file's tensors, split by layer, the token embedding in host memory.</summary>
/// <remarks>
/// <para>Formula for a GPU: sum of its layers' tensors, less experts kept on the host, and on the head's GPU the output norm and head.</para>
/// <para>Units: bytes. A tied embedding lies twice: in host memory as table, on the last GPU as head. The vision tower is a file of its own, but for
/// Ollama, whose files hold the tower in 16 bits and the next-token layers too: both lie on the head's GPU (ml/backend/ggml/ggml.go; model sizes of ollama37's reports).</para>
/// <para>Source: ggml-org/llama.cpp, src/llama-model.cpp (load_tensors); exact on its own no-alloc runs.</para>
/// </remarks>
internal sealed class LlamaCppWeights
{
    private static readonly ConditionalWeakTable<Network, ConcurrentDictionary<WeightFormat, LlamaCppWeights>> Cache = [];

    private static readonly int Roles = Enum.GetValues<TensorRole>().Length;

    /// <summary>A row a layer, a column a role: looked up and added to a thousand times for an answer.</summary>
    private readonly Bytes[] tensors;
    private readonly Bytes[] layers;
    private readonly Bytes[] experts;
    private long parameters;

    private LlamaCppWeights(int count) => (tensors, layers, experts) = (new Bytes[count * Roles], new Bytes[count], new Bytes[count]);

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
    public Bytes Head { get; private set; }

    /// <summary>What a GPU holds: its layers, or with rows split an equal share of everything.</summary>
    public Bytes OnGpu(LlamaCppPlan plan, int gpu) => plan.Request.Settings.RowSplit ? LayersOn(plan, 0) / plan.Gpus : LayersOn(plan, gpu);

    private Bytes LayersOn(LlamaCppPlan plan, int gpu)
    {
        var sum = plan.Placement.HoldsHead(gpu) ? OfHead(plan) : Bytes.Zero;
        for (var layer = 0; layer < layers.Length; layer++)
            if (plan.Placement.GpuOf(layer) == gpu)
                sum += plan.Placement.HasHostExperts(layer) ? layers[layer] - experts[layer] : layers[layer];
        return sum;
    }

    /// <summary>The tensors of one layer.</summary>
    public Bytes OfLayer(int layer) => layers[layer];

    /// <summary>Output norm and head, and what lies beside them.</summary>
    public Bytes OfHead(LlamaCppPlan plan) => plan.Request.Engine.Kind == EngineKind.Ollama ? Output + Companions(plan.Network) : Output;

    /// <summary>The tower in 16 bits, and the next-token layers at the layers' rate.</summary>
    private Bytes Companions(Network network)
    {
        var tower = Bytes.FromBytes(2 * (network.Tower?.Parameters.Count ?? 0));
        if (network.MultiTokenPrediction is not { } next)
            return tower;
        var sizes = layers.Aggregate(Bytes.Zero, (sum, layer) => sum + layer);
        return tower + sizes.Scale((double)next.Parameters.Count / parameters);
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
    public Bytes SizeOf(int layer, TensorRole role) => tensors[(layer * Roles) + (int)role];

    /// <summary>The largest matrix of a layer: of all, or of its routed experts.</summary>
    public Bytes LargestOf(int layer, bool all)
    {
        var largest = Bytes.Zero;
        for (var role = default(TensorRole); (int)role < Roles; role++)
            if ((all || IsExpert(role)) && SizeOf(layer, role) is var size && size > largest)
                largest = size;
        return largest;
    }

    private static bool IsExpert(TensorRole role) => role is TensorRole.ExpertGate or TensorRole.ExpertUp or TensorRole.ExpertDown;

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
            parameters += tensor.Parameters.Count;
            if (IsExpert(tensor.Role))
                experts[tensor.Layer] += size;
            tensors[(tensor.Layer * Roles) + (int)tensor.Role] += size;
            return;
        }

        if (tensor.Role is TensorRole.TokenEmbedding or TensorRole.PositionEmbedding)
            Embedding += size;
        else
            Output += size;
        if (tensor.Role is TensorRole.TokenEmbedding && tied)
            Output += size;
        if (tensor.Role is TensorRole.OutputHead || (tensor.Role is TensorRole.TokenEmbedding && tied))
            Head = size;
    }
}
