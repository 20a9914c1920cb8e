using VramBot.Core.Models;

namespace VramBot.Core.Estimation.Training;

/// <summary>Bytes of states and of the update of one tensor, for optimizers that go by its shape.</summary>
/// <param name="Kind">The optimizer.</param>
/// <param name="Width">Bytes of the weight that it works on.</param>
/// <param name="GradientWidth">Bytes of a gradient.</param>
/// <param name="FloatEmbeddings">Whether moments of the token embedding stay in 32 bit.</param>
/// <remarks>
/// <para>Letters: r rows, c columns, n = r · c, m the smaller of the two, M the larger, w weight width, g gradient width.</para>
/// <para>8-bit: n + 4 ⌈n / 256⌉ a moment, 4 n below 4096 elements; paged from 100 000 elements on, scales never (bitsandbytes, optim/optimizer.py, init_state and
/// get_state_buffer).</para>
/// <para>Adafactor: 4 (r + c), vectors 4 n; its update holds 32-bit copies of 16-bit gradients and weights and twice the update: up to 16 n
/// (huggingface/transformers, optimization.py, Adafactor.step).</para>
/// <para>GaLore at Transformers' rank 128: w (128 m + 2 · 128 M) for matrices of layers, AdamW for the rest; the decomposition holds a 32-bit copy and both factors,
/// 4 n + 4 m (r + c); AdamW's update 2 w n (jiaweizzhao/GaLore, galore_projector.py and adamw.py; huggingface/transformers, trainer.py, galore_adamw).</para>
/// <para>Muon: g n for matrices of layers, AdamW for the rest; five rounds of Newton–Schulz hold g n + 8 n + 4 m² (pytorch/pytorch, torch/optim/_muon.py).</para>
/// </remarks>
internal readonly record struct TensorStates(OptimizerKind Kind, int Width, int GradientWidth, bool FloatEmbeddings)
{
    private const int Float = 4;
    private const int Half = 2;
    private const int SmallestQuantized = 4096;
    private const int SmallestPaged = 100_000;
    private const int Block = 256;
    private const int ProjectedRank = 128;

    /// <summary>States that PyTorch allocates.</summary>
    public double States(TensorGroup tensor)
    {
        var n = Elements(tensor);
        return Kind switch
        {
            OptimizerKind.AdamW8Bit => 2 * (Moment(tensor) + Scales(tensor)),
            OptimizerKind.Lion8Bit => Moment(tensor) + Scales(tensor),
            OptimizerKind.PagedAdamW8Bit => 2 * ((IsPaged(tensor) ? 0 : Moment(tensor)) + Scales(tensor)),
            OptimizerKind.PagedAdamW => IsPaged(tensor) ? 0 : 2 * Float * n,
            OptimizerKind.Adafactor => Float * (IsMatrix(tensor) ? tensor.Rows + tensor.Columns : n),
            OptimizerKind.GaLore when IsHidden(tensor) => Width * Math.Min(ProjectedRank, Shorter(tensor)) * (double)(Shorter(tensor) + (2 * Longer(tensor))),
            OptimizerKind.Muon when IsHidden(tensor) => GradientWidth * n,
            _ => 2 * Width * n,
        };
    }

    /// <summary>States in memory that the driver can move.</summary>
    public double PagedStates(TensorGroup tensor) => Kind switch
    {
        OptimizerKind.PagedAdamW8Bit when IsPaged(tensor) => 2 * Moment(tensor),
        OptimizerKind.PagedAdamW when IsPaged(tensor) => 2 * Float * Elements(tensor),
        _ => 0,
    };

    /// <summary>What the step takes while it works on this tensor alone.</summary>
    public double Update(TensorGroup tensor)
    {
        var n = Elements(tensor);
        return Kind switch
        {
            OptimizerKind.Adafactor => ((GradientWidth < Float ? Float : 0) + (Width < Float ? Float : 0) + (2 * Float)) * n,
            OptimizerKind.GaLore when IsHidden(tensor) =>
                (Width < Float ? Float * n : 0) + (Float * (double)Shorter(tensor) * (tensor.Rows + tensor.Columns)),
            OptimizerKind.GaLore => 2 * Width * n,
            OptimizerKind.Muon when IsHidden(tensor) => ((GradientWidth + (4 * Half)) * n) + (2.0 * Half * Shorter(tensor) * Shorter(tensor)),
            _ => 0,
        };
    }

    /// <summary>What the step takes for this tensor while others' share lies beside it: the foreach loop of AdamW over what Muon leaves to it.</summary>
    public double TogetherAtStep(TensorGroup tensor) => Kind == OptimizerKind.Muon && !IsHidden(tensor) ? Width * Elements(tensor) : 0;

    private static double Elements(TensorGroup tensor) => (double)tensor.Rows * tensor.Columns;

    private static long Shorter(TensorGroup tensor) => Math.Min(tensor.Rows, tensor.Columns);

    private static long Longer(TensorGroup tensor) => Math.Max(tensor.Rows, tensor.Columns);

    private static bool IsMatrix(TensorGroup tensor) => tensor.Columns > 1;

    private static bool IsHidden(TensorGroup tensor) => IsMatrix(tensor) && tensor.Layer != TensorGroup.OutsideLayers;

    private static bool IsPaged(TensorGroup tensor) => Elements(tensor) >= SmallestPaged;

    private bool IsQuantized(TensorGroup tensor) =>
        Elements(tensor) >= SmallestQuantized && !(FloatEmbeddings && tensor.Role is (TensorRole.TokenEmbedding or TensorRole.PositionEmbedding));

    private double Moment(TensorGroup tensor) => (IsQuantized(tensor) ? 1 : Float) * Elements(tensor);

    private double Scales(TensorGroup tensor) => IsQuantized(tensor) ? Float * Math.Ceiling(Elements(tensor) / Block) : 0;
}
