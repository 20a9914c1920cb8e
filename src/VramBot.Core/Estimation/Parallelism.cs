namespace VramBot.Core.Estimation;

/// <summary>How a model is spread over equal GPUs.</summary>
/// <param name="Tensor">Ranks that share every layer (tensor parallel).</param>
/// <param name="Pipeline">Stages that hold consecutive layers (pipeline parallel, or llama.cpp's layer split).</param>
public sealed record Parallelism(int Tensor, int Pipeline)
{
    /// <summary>Everything on one GPU.</summary>
    public static Parallelism OneGpu { get; } = new(1, 1);

    /// <summary>GPUs in all.</summary>
    public int Gpus => Tensor * Pipeline;
}
