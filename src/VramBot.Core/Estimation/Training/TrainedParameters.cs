using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Training;

/// <summary>How many weights a run trains: all of the model's, or those of its adapters.</summary>
/// <remarks>
/// Formula of an adapter: Σ over adapted matrices of rank · (inputs + outputs), as PEFT's print_trainable_parameters counts them: 4,194,304 for rank 8 on q_proj and v_proj of Llama-2-7B. Of a model whose
/// embeddings are trained whole beside them, those are not among them.
/// </remarks>
public static class TrainedParameters
{
    /// <summary>The number, over all ranks; null for a request that does not train.</summary>
    public static ParameterCount? Of(Estimate estimate)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        if (estimate.Request is not { Training: { } run, Model.Network: { } network } request)
            return null;
        return run.Adapter is { } adapter
            ? new(WeightPlaces.AdapterParameters(new(request with { Parallelism = Parallelism.OneGpu }, run with { ExpertParallel = 1 }, network), adapter))
            : estimate.Parameters;
    }
}
