using System.Collections.Immutable;
using VramBot.Core.Models;
using static VramBot.Core.Estimation.LlamaCpp.Graphs.ComputeGraph;

namespace VramBot.Core.Estimation.LlamaCpp.Graphs;

/// <summary>One GPU's part of the graph of a micro batch: its layers, and on the last GPU the head.</summary>
/// <remarks>
/// Across GPUs two hidden states travel: the last sum of a layer, and its norm, which the scheduler computes where the sum is. Source: ggml-org/llama.cpp, src/models/llama.cpp
/// and the builders beside it, one a model class.
/// </remarks>
internal sealed class DecoderGraph
{
    private const int Word = 4;
    private const int PipelineCopies = 4;
    private const int SandwichNorms = 4;
    private const int LeastOffloadedRows = 32;

    private readonly LlamaCppPlan plan;
    private readonly ComputeGraph graph = new();
    private readonly GraphInputs inputs;
    private readonly HostTensors host;
    private readonly AttentionGraph attention;
    private readonly RecurrenceGraph recurrence;
    private readonly FeedForwardGraph feedForward;
    private readonly bool choosesRowsLast;
    private bool arrivesNormed;

    private DecoderGraph(LlamaCppPlan plan)
    {
        this.plan = plan;
        inputs = new(plan);
        host = new(plan) { Layer = 0 };
        attention = new(plan, graph, inputs, host);
        recurrence = new(plan, graph, inputs, host);
        feedForward = new(plan, graph, host);
        choosesRowsLast = plan.Style.PredictsFurther && plan.Generation >= LlamaCppGeneration.HalfMask;
    }

    /// <summary>Bytes of the compute buffer of a GPU.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="gpu">Which GPU.</param>
    /// <param name="everyLayer">Whether layers that repeat are replayed one and all, instead of as many as show what the others do.</param>
    public static long BufferOf(LlamaCppPlan plan, int gpu, bool everyLayer = false) => PeakOf(plan, gpu, everyLayer ? LayersOf(plan, gpu) : ShownBy(plan, gpu));

    /// <summary>The same of the first GPUs. Of those between the first and the last some have layers alike: one stands for them.</summary>
    public static ImmutableArray<long> BuffersOf(LlamaCppPlan plan, int gpus)
    {
        var sizes = new long[gpus];
        var layers = new List<int>[gpus];
        var last = plan.Network.Layers.Length;
        for (var gpu = 0; gpu < gpus; gpu++)
        {
            layers[gpu] = ShownBy(plan, gpu);
            var isBetween = gpu > 0 && !Computes(plan, gpu, last - 1) && !Computes(plan, gpu, last);
            var alike = isBetween ? Array.FindIndex(layers, 1, gpu - 1, others => AreLike(plan, layers[gpu], others)) : -1;
            sizes[gpu] = alike > 0 ? sizes[alike] : PeakOf(plan, gpu, layers[gpu]);
        }

        return [.. sizes];
    }

    private static long PeakOf(LlamaCppPlan plan, int gpu, List<int> layers) => GraphAllocator.PeakOf(new DecoderGraph(plan).Build(gpu, layers), plan.IsPipeline ? PipelineCopies : 1);

    private static List<int> LayersOf(LlamaCppPlan plan, int gpu) => [.. Enumerable.Range(0, plan.Network.Layers.Length).Where(index => Computes(plan, gpu, index))];

    private static List<int> ShownBy(LlamaCppPlan plan, int gpu) => RepeatedLayers.Shortened(LayersOf(plan, gpu), (one, other) => IsLike(plan, one, other));

    private static bool AreLike(LlamaCppPlan plan, List<int> ones, List<int> others) =>
        ones.Count == others.Count && ones.Zip(others).All(pair => plan.Model.LikeLayer[pair.First] == plan.Model.LikeLayer[pair.Second] && plan.Placement.HasHostExperts(pair.First) == plan.Placement.HasHostExperts(pair.Second));

    private ComputeGraph Build(int gpu, List<int> layers)
    {
        var size = Word * (long)plan.MicroBatch * plan.Network.HiddenSize;
        var state = Input(size);
        arrivesNormed = gpu > 0 && !plan.Style.NormsOutputs;
        if (gpu == 0 && plan.Style.ScalesEmbedding)
            graph.Expand(state = Over(state));
        var last = plan.Network.Layers.Length;
        foreach (var index in layers)
            state = Layer(index, state, index == last - 1 && !choosesRowsLast);
        if (Computes(plan, gpu, last))
            Head(state);
        else
            HandOver(state);
        return graph;
    }

    /// <summary>Whether two layers add the same to the graph.</summary>
    private static bool IsLike(LlamaCppPlan plan, int one, int other) => plan.Model.LikeLayer[one] == plan.Model.LikeLayer[other]
        && plan.Placement.GpuOf(one) == plan.Placement.GpuOf(other) && plan.Placement.HasHostExperts(one) == plan.Placement.HasHostExperts(other);

    /// <summary>The next GPU gets the state, and its norm, which is still computed here.</summary>
    private void HandOver(GraphTensor state)
    {
        var normed = plan.Style.NormsOutputs ? null : plan.Style.HasLayerNorms ? Result(state.Size, state) : Over(state);
        graph.Expand(Store(state, normed));
    }

    /// <summary>Whether a GPU computes a layer: its own, and the first GPU those in host memory too when the batch is worth the copy.</summary>
    private static bool Computes(LlamaCppPlan plan, int gpu, int layer) =>
        plan.Placement.GpuOf(layer) is var device && (device == gpu || (device == LayerPlacement.Host && gpu == 0 && plan.MicroBatch >= LeastOffloadedRows));

    private void Head(GraphTensor state)
    {
        var normed = Normed(state);
        if (choosesRowsLast)
        {
            normed.IsPinned = true;
            normed = Chosen(normed);
        }

        var copy = plan.Outputs >= LeastOffloadedRows ? host.CopyOfHead() : null;
        if (plan.Placement.HeadOnGpu || copy is not null)
            graph.Expand(Result(Word * (long)plan.Outputs * plan.Network.VocabularySize, normed, copy));
        else
            graph.Expand(normed);
    }

    private GraphTensor Layer(int index, GraphTensor state, bool choosesRows)
    {
        var layer = plan.Network.Layers[index];
        host.Layer = index;
        if (plan.Style.IsParallel)
            return Parallel(layer, state, choosesRows);
        var sum = state;
        if (layer.Attention is not null || layer.Recurrence is not null)
        {
            var mixed = Mix(layer, plan.Style.NormsOutputs ? state : Normed(state));
            if (choosesRows)
                (mixed, state) = (Chosen(mixed), Chosen(state));
            sum = Sum(Scaled(NormsAfter(layer) ? Normed(mixed) : mixed), state);
        }

        var tokens = sum.Size / (Word * plan.Network.HiddenSize);
        if (layer.Dense is null && layer.Experts is null)
            return sum;
        var output = Scaled(Work(layer, sum, tokens));
        if (choosesRows && layer.Attention is null && layer.Recurrence is null)
            (output, sum) = (Chosen(output), Chosen(sum));
        return plan.Style.FusedGateUp ? Over(sum, output) : Sum(output, sum);
    }

    /// <summary>The feed-forward part: dense, experts, or both side by side with norms of their own.</summary>
    private GraphTensor Work(Layer layer, GraphTensor sum, long tokens)
    {
        if (layer.Experts is { Residual: { } dense } experts)
        {
            var routed = feedForward.Experts(experts, Normed(sum), tokens, Normed(sum));
            var plain = Normed(feedForward.Dense(dense, Normed(sum), tokens));
            return Normed(Over(plain, Normed(routed)));
        }

        var input = plan.Style.NormsOutputs ? sum : Normed(sum);
        var output = layer.Experts is { } moe ? feedForward.Experts(moe, input, tokens) : feedForward.Dense(layer.Dense!, input, tokens);
        return NormsAfter(layer) ? Normed(output) : output;
    }

    private GraphTensor Parallel(Layer layer, GraphTensor state, bool choosesRows)
    {
        var normed = Normed(state);
        var mixed = Mix(layer, normed);
        if (choosesRows)
            (mixed, state, normed) = (Chosen(mixed), Chosen(state), Chosen(normed));
        var tokens = mixed.Size / (Word * plan.Network.HiddenSize);
        var input = layer.NormCount > 1 ? Normed(state) : normed;
        return Over(Over(feedForward.Dense(layer.Dense!, input, tokens), state), mixed);
    }

    private GraphTensor Mix(Layer layer, GraphTensor input)
    {
        var attended = layer.Attention switch
        {
            GroupedQueryAttention grouped => attention.GroupedQuery(grouped, input, layer.ReusesCache),
            LatentAttention latent => attention.Latent(latent, input),
            CompressedAttention compressed => attention.GroupedQuery(
                new(compressed.Heads, 1, compressed.RowWidth, compressed.RowWidth, compressed.Scope) { KeysAreValues = true }, input, layer.ReusesCache),
            _ => null,
        };
        var recurred = layer.Recurrence is { } mixer ? recurrence.Mix(mixer, input) : null;
        return (attended, recurred) switch
        {
            ({ } left, { } right) => Over(left, right),
            ({ } only, null) => only,
            (null, { } only) => only,
            _ => input,
        };
    }

    private GraphTensor Sum(GraphTensor added, GraphTensor state) => plan.Style.AddsToState ? Over(state, added) : Over(added, state);

    private GraphTensor Scaled(GraphTensor added) => plan.Style.ScalesResidual ? Over(added) : added;

    private bool NormsAfter(Layer layer) => plan.Style.NormsOutputs || layer.NormCount >= SandwichNorms;

    private GraphTensor Chosen(GraphTensor tensor) => Result(Word * (long)plan.Outputs * plan.Network.HiddenSize, tensor, inputs.OutputRows);

    private GraphTensor Normed(GraphTensor tensor)
    {
        var scale = host.CopyOfVector(plan.Network.HiddenSize);
        if (arrivesNormed)
        {
            arrivesNormed = false;
            return Over(Input(tensor.Size), scale);
        }

        return plan.Style.HasLayerNorms ? Over(Result(tensor.Size, tensor), scale) : Over(Over(tensor), scale);
    }
}
