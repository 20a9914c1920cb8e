namespace VramBot.Core.Models;

/// <content>Tensors of feed-forward blocks and experts.</content>
public static partial class TensorInventory
{
    private static IEnumerable<TensorGroup> FeedForward(
        int layer, long width, DenseFeedForward block, long count, TensorRole gate, TensorRole up, TensorRole down)
    {
        if (block.Gated)
            yield return new(gate, layer, block.InnerSize, width, count);
        yield return new(up, layer, block.InnerSize, width, count);
        yield return new(down, layer, width, block.InnerSize, count);
        if (block.Bias)
            yield return new(TensorRole.Bias, layer, ((block.Gated ? 2L : 1L) * block.InnerSize) + width, 1, count);
    }

    private static IEnumerable<TensorGroup> Experts(int layer, long hidden, MixtureOfExperts moe)
    {
        long width = moe.LatentSize ?? hidden;
        yield return Matrix(TensorRole.Router, layer, moe.Experts, hidden);
        if (moe.RouterBiases > 0)
            yield return Vector(TensorRole.Bias, layer, (long)moe.RouterBiases * moe.Experts);
        if (width != hidden)
            yield return Matrix(TensorRole.ExpertProjection, layer, width, hidden) with { Count = 2 };
        if (moe.LatentNorm)
            yield return Vector(TensorRole.Norm, layer, width);
        var experts = FeedForward(layer, width, moe.Expert, moe.Experts, TensorRole.ExpertGate, TensorRole.ExpertUp, TensorRole.ExpertDown);
        if (moe.Shared is { } shared)
            experts = experts.Concat(FeedForward(layer, hidden, shared, 1, TensorRole.SharedGate, TensorRole.SharedUp, TensorRole.SharedDown));
        if (moe.Residual is { } residual)
            experts = experts.Concat(FeedForward(layer, hidden, residual, 1, TensorRole.Gate, TensorRole.Up, TensorRole.Down));
        foreach (var group in experts)
            yield return group;
        if (moe.SharedGate)
            yield return Matrix(TensorRole.Router, layer, 1, hidden);
    }
}
