using VramBot.Core.Models;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Estimation.Adapters;

/// <summary>Weights of LoRA adapters on every linear layer of attention and feed-forward blocks.</summary>
/// <remarks>
/// <para>
/// Formula, for each adapted matrix of <c>out × in</c>: <c>count · rank · (in + out) · 2</c> bytes. Tensor-parallel ranks split what the
/// matrix itself splits: the outputs of query, key, value, gate and up, the inputs of the output projections; the other side lies whole on each rank.
/// </para>
/// <para>Not adapted: routed experts and routers (all-linear of PEFT skips fused experts), embeddings and the head.</para>
/// <para>Source: LoRA, arXiv:2106.09685, section 4.1; vLLM, lora/layers (column and row parallel layers without fully_sharded_loras): rank 32 on
/// Qwen3-8B 0.16 GiB as printed, rank 64 on Llama-3.2-3B 0.23.</para>
/// </remarks>
internal static class AdapterWeights
{
    private const int HalfWidth = 2;

    /// <summary>What they add to an estimate.</summary>
    public static MemoryPart PartOf(Network network, ServedAdapters adapters, Parallelism parallelism) =>
        new(PartKind.Adapters, Of(network, adapters, parallelism), Tr($"count × rank × (inputs + outputs) × 2 bytes, {WordsOf(adapters.Targets)}"), Basis.Derived);

    /// <summary>Bytes on one rank of one pipeline stage.</summary>
    public static Bytes Of(Network network, ServedAdapters adapters, Parallelism parallelism)
    {
        var widths = TensorInventory.Of(network).Where(tensor => adapters.Targets.Carries(tensor.Role)).Sum(tensor => tensor.Count * WidthOf(tensor, parallelism.Tensor));
        return Bytes.FromBytes((long)adapters.Count * adapters.Rank * widths * HalfWidth) / parallelism.Pipeline;
    }

    /// <summary>The projections in words.</summary>
    public static string WordsOf(AdapterTargets targets) => targets switch
    {
        AdapterTargets.Attention => Tr("the projections of attention"),
        AdapterTargets.QueryValue => Tr("query and value projections"),
        AdapterTargets.AllLinear => Tr("every linear layer"),
        _ => TargetRoles.Typed(targets),
    };

    /// <summary>Inputs and outputs that one rank holds for a matrix; zero where there is no adapter.</summary>
    private static long WidthOf(TensorGroup tensor, int ranks) => tensor.Role switch
    {
        TensorRole.Query or TensorRole.QueryUp or TensorRole.Key or TensorRole.Value or TensorRole.AttentionGate or TensorRole.LatentKeyUp
            or TensorRole.LatentValueUp or TensorRole.RecurrentInput or TensorRole.Gate or TensorRole.Up or TensorRole.SharedGate
            or TensorRole.SharedUp => tensor.Columns + Share(tensor.Rows, ranks),
        TensorRole.AttentionOutput or TensorRole.RecurrentOutput or TensorRole.Down or TensorRole.SharedDown => Share(tensor.Columns, ranks) + tensor.Rows,
        TensorRole.LatentDown => tensor.Columns + tensor.Rows,
        _ => 0,
    };

    private static long Share(long size, int ranks) => (size + ranks - 1) / ranks;
}
