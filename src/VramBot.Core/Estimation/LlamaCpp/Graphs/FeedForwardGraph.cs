using VramBot.Core.Models;
using static VramBot.Core.Estimation.LlamaCpp.Graphs.ComputeGraph;

namespace VramBot.Core.Estimation.LlamaCpp.Graphs;

/// <summary>Feed-forward blocks: dense, and mixtures of experts.</summary>
/// <remarks>Source: ggml-org/llama.cpp, src/llama-graph.cpp (build_ffn, build_moe_ffn).</remarks>
internal sealed class FeedForwardGraph(LlamaCppPlan plan, ComputeGraph graph, HostTensors host)
{
    private const int Word = 4;

    private readonly long hidden = plan.Network.HiddenSize;

    public GraphTensor Dense(DenseFeedForward block, GraphTensor input, long tokens) =>
        Block(block, input, tokens, TensorRole.Gate, TensorRole.Up, TensorRole.Down);

    /// <param name="moe">The experts.</param>
    /// <param name="input">What they read.</param>
    /// <param name="tokens">Rows of it.</param>
    /// <param name="routerInput">What the router reads, when that is something else.</param>
    public GraphTensor Experts(MixtureOfExperts moe, GraphTensor input, long tokens, GraphTensor? routerInput = null)
    {
        var routed = Routed(moe, input, tokens, routerInput ?? input);
        if (moe.Shared is not { } shared)
            return routed;
        var block = Block(shared, input, tokens, TensorRole.SharedGate, TensorRole.SharedUp, TensorRole.SharedDown);
        if (moe.SharedGate)
            block = Over(block, Over(Result(Word * tokens, input)));
        return Over(routed, block);
    }

    private GraphTensor Block(DenseFeedForward block, GraphTensor input, long tokens, TensorRole gateRole, TensorRole upRole, TensorRole downRole)
    {
        var inner = Word * tokens * block.InnerSize;
        if (block.Gated && plan.Style.FusedGateUp)
            return Down(Result(inner, Result(2 * inner, input, host.CopyOf(gateRole, upRole))));
        var up = Biased(Result(inner, input, host.CopyOf(upRole)), block.Bias);
        if (!block.Gated)
            return Down(Over(up));
        var gate = Biased(Result(inner, input, host.CopyOf(gateRole)), block.Bias);
        return Down(Result(inner, gate, up));

        GraphTensor Down(GraphTensor active) => Biased(Result(Word * tokens * hidden, active, host.CopyOf(downRole)), block.Bias);
    }

    private GraphTensor Routed(MixtureOfExperts moe, GraphTensor input, long tokens, GraphTensor routerInput)
    {
        long each = moe.ExpertsPerToken;
        var choice = Choice(moe, routerInput, tokens, out var probabilities);
        var weights = Weights(moe, probabilities, choice, tokens);
        graph.Expand(weights);
        var active = Active(moe, View(input), choice, Word * each * tokens * moe.Expert.InnerSize);
        var down = Biased(moe, Result(Word * each * tokens * (moe.LatentSize ?? hidden), active, choice, host.CopyOfExperts(TensorRole.ExpertDown)), moe.LatentSize ?? hidden);
        if (plan.Style.JoinsExpertGateUp)
            down = Over(down, Result(Word * tokens * each, Result(Word * tokens * moe.Experts), choice));
        var weighted = Over(down, weights);
        graph.Expand(weighted);
        var slices = new GraphTensor[each];
        for (var expert = 0; expert < each; expert++)
            graph.Expand(slices[expert] = Slice(weighted, Word * tokens * (moe.LatentSize ?? hidden)));
        var sum = slices[0];
        for (var expert = 1; expert < each; expert++)
            graph.Expand(sum = Over(sum, slices[expert]));
        return each == 1 ? Result(sum.Size, sum) : sum;
    }

    /// <summary>The inner states of the chosen experts: gate and up by a product each, or one for both.</summary>
    private GraphTensor Active(MixtureOfExperts moe, GraphTensor input, GraphTensor choice, long inner)
    {
        if (moe.Expert.Gated && plan.Style.JoinsExpertGateUp)
        {
            var both = Result(2 * inner, input, choice, host.CopyOfExperts(TensorRole.ExpertGate, TensorRole.ExpertUp));
            return Result(inner, Slice(both, inner), Slice(both, inner));
        }

        var up = Biased(moe, Result(inner, input, choice, host.CopyOfExperts(TensorRole.ExpertUp)), moe.Expert.InnerSize);
        return moe.Expert.Gated
            ? Result(inner, Biased(moe, Result(inner, input, choice, host.CopyOfExperts(TensorRole.ExpertGate)), moe.Expert.InnerSize), up)
            : Over(up);
    }

    private GraphTensor Biased(MixtureOfExperts moe, GraphTensor product, long width) =>
        moe.Expert.Bias ? Over(product, host.CopyOfExpertBiases(moe.Experts * width)) : product;

    /// <summary>The experts of each token: logits, their softmax or sigmoid in place, a sort of all of them, its first columns.</summary>
    private GraphTensor Choice(MixtureOfExperts moe, GraphTensor input, long tokens, out GraphTensor probabilities)
    {
        var size = Word * tokens * moe.Experts;
        var logits = Biased(Result(size, input), moe.RouterBiases > 0 && plan.Style.WeighsChosenExperts);
        probabilities = plan.Style.WeighsChosenExperts ? logits : Over(logits);
        var selection = moe.RouterBiases > 0 && plan.Style is { WeighsChosenExperts: false, JoinsExpertGateUp: false } ? Over(probabilities) : probabilities;
        return Slice(Result(size, selection), Word * tokens * moe.ExpertsPerToken);
    }

    private GraphTensor Weights(MixtureOfExperts moe, GraphTensor probabilities, GraphTensor choice, long tokens)
    {
        var size = Word * tokens * moe.ExpertsPerToken;
        var weights = Result(size, View(probabilities), choice);
        if (plan.Style.WeighsChosenExperts)
            return View(Over(View(weights)));
        var rows = View(weights);
        return View(Over(rows, Over(Result(Word * tokens, rows))));
    }

    private static GraphTensor Biased(GraphTensor tensor, bool bias) => bias ? Over(tensor) : tensor;
}
