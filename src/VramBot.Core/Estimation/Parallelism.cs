namespace VramBot.Core.Estimation;

/// <summary>How a model is spread over equal GPUs.</summary>
/// <param name="Tensor">Ranks that share every layer (tensor parallel).</param>
/// <param name="Pipeline">Stages that hold consecutive layers (pipeline parallel, or llama.cpp's layer split).</param>
public sealed record Parallelism(int Tensor, int Pipeline)
{
    /// <summary>Everything on one GPU.</summary>
    public static Parallelism OneGpu { get; } = new(1, 1);

    /// <summary>
    /// Groups into which attention divides the ranks, each with sequences of its own: SGLang's data-parallel attention, where tp 4 and dp 2 make two groups
    /// of two ranks (its server arguments: enable_dp_attention).
    /// </summary>
    public int AttentionGroups { get; init; } = 1;

    /// <summary>
    /// Data-parallel ranks. In serving, whole copies of everything but the routed experts, which are spread over the ranks of all copies: vLLM's data parallel (its docs,
    /// serving/data_parallel_deployment). In training, ranks with samples of their own, which may divide weights, gradients and states (<see cref="Training.Sharding"/>).
    /// </summary>
    public int Copies { get; init; } = 1;

    /// <summary>Ranks that share an attention layer and its cache.</summary>
    public int AttentionRanks => Tensor / AttentionGroups;

    /// <summary>Ranks that share the routed experts of a layer.</summary>
    public int ExpertRanks => Tensor * Copies;

    /// <summary>Those of some sequences that one rank serves: the most that a group or copy gets of them.</summary>
    public int SequencesOnRank(int sequences) => (sequences + (AttentionGroups * Copies) - 1) / (AttentionGroups * Copies);

    /// <summary>GPUs in all.</summary>
    public int Gpus => Tensor * Pipeline * Copies;
}
