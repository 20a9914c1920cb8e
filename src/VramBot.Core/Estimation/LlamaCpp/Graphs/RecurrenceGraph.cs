using VramBot.Core.Models;
using static VramBot.Core.Estimation.LlamaCpp.Graphs.ComputeGraph;

namespace VramBot.Core.Estimation.LlamaCpp.Graphs;

/// <summary>Recurrent mixers from the normed layer input to their output projection.</summary>
/// <remarks>Source: ggml-org/llama.cpp, src/models/delta-net-base.cpp, src/models/mamba-base.cpp, src/models/qwen35.cpp, src/models/lfm2.cpp.</remarks>
internal sealed class RecurrenceGraph(LlamaCppPlan plan, ComputeGraph graph, GraphInputs inputs, HostTensors host)
{
    private const int Word = 4;

    private readonly long tokens = plan.MicroBatch;
    private readonly long sequences = plan.Request.Sequences;
    private readonly long hidden = plan.Network.HiddenSize;

    public GraphTensor Mix(Recurrence recurrence, GraphTensor input) => recurrence switch
    {
        GatedDeltaNet net => Delta(net.ConvolutionChannels, net.KeyWidth, net.ValueWidth, net.ValueHeads, net, input),
        KimiDeltaAttention kimi => Delta(kimi.ConvolutionChannels, kimi.Width, kimi.Width, kimi.Width, kimi, input),
        Mamba2 mamba => Scan(mamba.InnerSize, (2 * mamba.InnerSize) + (2L * mamba.Groups * mamba.StateSize) + mamba.Heads, mamba.Heads, mamba.GatedNorm, mamba, input),
        Mamba1 mamba => SelectiveScan(mamba, input),
        ShortConvolution convolution => Convolved(convolution, input),
        LightningAttention lightning => Linear(lightning, input),
        _ => Result(Word * tokens * hidden, input),
    };

    /// <summary>Gated delta rule: convolution over queries, keys and values, the fused scan, a gated norm.</summary>
    private GraphTensor Delta(long channels, long keyWidth, long valueWidth, long gateWidth, Recurrence recurrence, GraphTensor input)
    {
        graph.Expand(input);
        var all = channels + valueWidth + (2 * gateWidth);
        var mixed = View(Opening(Result(Word * tokens * channels, input, host.CopyOfPart(TensorRole.RecurrentInput, channels, all))));
        var gateInput = Result(Word * tokens * valueWidth, input, host.CopyOfPart(TensorRole.RecurrentInput, valueWidth, all));
        var joined = Joined(recurrence, channels, View(mixed));
        var state = State(recurrence);
        var convolved = Over(Opening(Result(Word * tokens * channels, joined, host.CopyOfVector(recurrence.ConvolutionChannels + recurrence.ConvolutionStateElements))));
        var queries = ForEachHead(Result(Word * tokens * keyWidth, Slice(convolved, Word * tokens * keyWidth)));
        var keys = ForEachHead(Result(Word * tokens * keyWidth, Slice(convolved, Word * tokens * keyWidth)));
        var values = Slice(convolved, Word * tokens * valueWidth);
        var (decayInput, writeInput) = Gates(gateWidth, all, input);
        var decay = View(Over(Over(Over(decayInput, host.CopyOfVector(gateWidth))), host.CopyOfVector(gateWidth)));
        var write = View(Over(writeInput));
        var snapshots = 1 + plan.Drafts;
        var scanned = Result((Word * tokens * valueWidth) + (Word * snapshots * sequences * recurrence.StateElements), queries, keys, values, decay, write, state);
        graph.Expand(Store(View(scanned)));
        var normed = Over(Opening(Result(Word * tokens * valueWidth, Slice(scanned, Word * tokens * valueWidth))), host.CopyOfVector(valueWidth / Math.Max(1, gateWidth)));
        var gated = Over(normed, Over(View(gateInput)));
        return View(Result(Word * tokens * hidden, View(gated), host.CopyOf(TensorRole.RecurrentOutput)));

        GraphTensor ForEachHead(GraphTensor heads) => plan.Style.RepeatsLinearHeads && keyWidth < valueWidth ? View(Result(Word * tokens * valueWidth, View(View(heads)))) : heads;
    }

    /// <summary>What decay and write strength are computed from: a product each, or one for both.</summary>
    private (GraphTensor Decay, GraphTensor Write) Gates(long width, long all, GraphTensor input)
    {
        var size = Word * tokens * width;
        if (!plan.Style.RepeatsLinearHeads)
            return (View(Result(size, input, host.CopyOfPart(TensorRole.RecurrentInput, width, all))), View(Result(size, input, host.CopyOfPart(TensorRole.RecurrentInput, width, all))));
        var both = Result(2 * size, input, host.CopyOfPart(TensorRole.RecurrentInput, 2 * width, all));
        return (Result(size, Slice(both, size)), Result(size, Slice(both, size)));
    }

    /// <summary>Selective state space: one input projection, convolution, scan, gate.</summary>
    private GraphTensor Scan(long inner, long projected, long steps, bool gatedNorm, Recurrence recurrence, GraphTensor input)
    {
        var before = StateRows(recurrence.ConvolutionStateElements);
        var all = Result(Word * tokens * projected, View(input), host.CopyOf(TensorRole.RecurrentInput));
        var joined = Result(Word * ((tokens * recurrence.ConvolutionChannels) + (sequences * recurrence.ConvolutionStateElements)), View(before), View(View(all)));
        graph.Expand(Store(View(joined)));
        var convolved = Over(Over(Result(Word * tokens * recurrence.ConvolutionChannels, joined)));
        var step = Over(Result(Word * tokens * steps, View(all)));
        var scanned = Result((Word * tokens * inner) + (Word * sequences * recurrence.StateElements), View(convolved), step, inputs.StateRows);
        KeepScanned(scanned);
        var output = Over(Slice(scanned, Word * tokens * inner), Result(Word * tokens * inner, View(convolved)));
        var active = Result(Word * tokens * inner, Result(Word * tokens * inner, View(all)), output);
        if (gatedNorm)
            active = Over(Result(Word * tokens * inner, View(active)));
        return View(Result(Word * tokens * hidden, View(active), host.CopyOf(TensorRole.RecurrentOutput)));
    }

    /// <summary>The first kind: time step, B and C come from a projection of the convolved input.</summary>
    private GraphTensor SelectiveScan(Mamba1 mamba, GraphTensor input)
    {
        var size = Word * tokens * mamba.InnerSize;
        var before = StateRows(mamba.ConvolutionStateElements);
        var all = Result(2 * size, View(input), host.CopyOf(TensorRole.RecurrentInput));
        var joined = Result(size + (Word * sequences * mamba.ConvolutionStateElements), View(before), View(View(all)));
        graph.Expand(Store(View(joined)));
        var convolved = Over(Over(Result(size, joined)));
        var projected = Result(Word * tokens * (mamba.TimeStepRank + (2L * mamba.StateSize)), convolved);
        var step = Over(Result(size, Part(mamba.TimeStepRank)));
        var (into, outOf) = (Part(mamba.StateSize), Part(mamba.StateSize));
        var scanned = Result(size + (Word * sequences * mamba.StateElements), View(convolved), step, into, outOf, inputs.StateRows);
        KeepScanned(scanned);
        var output = Over(Slice(scanned, size), Over(convolved));
        var active = Result(size, Result(size, View(all)), output);
        return View(Result(Word * tokens * hidden, active, host.CopyOf(TensorRole.RecurrentOutput)));

        GraphTensor Part(long width)
        {
            var part = Slice(projected, Word * tokens * width);
            return mamba.InnerNorms ? Over(Result(part.Size, part)) : part;
        }
    }

    /// <summary>Gated short convolution: three projections in one, two products around a convolution.</summary>
    private GraphTensor Convolved(ShortConvolution convolution, GraphTensor input)
    {
        var all = Result(Word * tokens * 3 * convolution.Channels, View(input));
        var product = Result(Word * tokens * convolution.Channels, View(all), View(all));
        var joined = Joined(convolution, convolution.Channels, View(product));
        var convolved = Result(Word * tokens * convolution.Channels, joined);
        return Result(Word * tokens * hidden, Over(Slice(all, convolved.Size), convolved));
    }

    private GraphTensor Linear(LightningAttention lightning, GraphTensor input)
    {
        var all = Result(Word * tokens * 3 * lightning.Width, input);
        var scanned = Result(Word * tokens * lightning.Width, View(all), State(lightning));
        return Result(Word * tokens * hidden, Over(scanned, Over(Result(Word * tokens * lightning.Width, input))));
    }

    /// <summary>The last inputs of each sequence before the new ones.</summary>
    private GraphTensor Joined(Recurrence recurrence, long channels, GraphTensor mixed)
    {
        var before = StateRows(recurrence.ConvolutionStateElements);
        var joined = Result(Word * ((tokens * channels) + (sequences * recurrence.ConvolutionStateElements)), View(before), mixed);
        for (var snapshot = 0; snapshot <= plan.Drafts; snapshot++)
            graph.Expand(Store(View(joined)));
        return joined;
    }

    /// <summary>The sum and gate behind a scan read part of it; the rest are the new states.</summary>
    private void KeepScanned(GraphTensor scanned)
    {
        graph.Expand(scanned);
        KeepFurther();
        graph.Expand(Store(View(scanned)));
    }

    private GraphTensor State(Recurrence recurrence) => View(StateRows(recurrence.StateElements));

    /// <summary>The host handles the states of a layer that it holds; what comes right after opens a split.</summary>
    private GraphTensor Opening(GraphTensor computed)
    {
        computed.OpensSplit = host.HoldsLayer;
        return computed;
    }

    private GraphTensor StateRows(long elements)
    {
        if (host.HoldsLayer)
            return ComputeGraph.Input(Word * sequences * elements);
        var rows = Result(Word * sequences * elements, inputs.StateRows);
        graph.Expand(rows);
        KeepFurther();
        return rows;
    }

    /// <summary>States of further sequences are copied where they lie: none at the start, so tensors of no rows.</summary>
    private void KeepFurther() => graph.Expand(Store(Result(0, inputs.FurtherStateRows)));
}
