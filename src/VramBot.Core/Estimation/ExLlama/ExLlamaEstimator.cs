using VramBot.Core.Estimation.Serving;
using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.ExLlama;

/// <summary>What a request needs on ExLlamaV2 and ExLlamaV3.</summary>
/// <remarks>
/// <para>
/// Weights at the stated bits, the head at 6, the token embedding in host memory; the cache is made whole for the context; 0.9 GiB for the CUDA context, torch and
/// the temporary matrices of a step.
/// </para>
/// <para>Source: turboderp-org/exllamav3; three runs of a 32B model within 1.4 %, one of ExLlamaV2 17 % too low.</para>
/// </remarks>
internal static class ExLlamaEstimator
{
    private static readonly Bytes Context = Bytes.FromGibibytes(0.9);

    public static Result<Estimate> Estimate(EstimateRequest request, Network network)
    {
        if (!Reads(request.Weights))
            return new Problem("format.engine", request.Weights.Label, $"ExLlama reads EXL2, EXL3 and GPTQ weights, such as exl2:4.65 or exl3:4.0, not {request.Weights.Label}.");
        var gpus = request.Parallelism.Gpus;
        var embedding = request.Weights is ScaledFormat { EmbeddingOnHost: true } ? Sum(request, network, isEmbedding: true) : Bytes.Zero;
        var weights = Sum(request, network, isEmbedding: false) + (embedding == Bytes.Zero ? Sum(request, network, isEmbedding: true) : Bytes.Zero);
        var cache = TokenCache.Of(request with { Parallelism = Parallelism.OneGpu }, network);
        return EstimateBuilder.Build(request, network, new()
        {
            Parts =
            [
                new(PartKind.Weights, weights / gpus, "tensors at the stated bits, the head at 6", Basis.Derived),
                new(PartKind.Cache, cache.Needed / gpus, "the whole context, made at the start", Basis.Exact),
                new(PartKind.Context, Context, "CUDA context, torch and the matrices of a step", Basis.Calibrated),
            ],
            CachePerToken = cache.PerToken / gpus,
            HostWeights = embedding,
            Assumptions = gpus > 1 ? [$"layers spread over {gpus} GPUs"] : [],
        });
    }

    private static bool Reads(WeightFormat format) =>
        format is FloatFormat || format.Id.StartsWith("exl", StringComparison.Ordinal) || format.Id.StartsWith("gptq", StringComparison.Ordinal);

    private static Bytes Sum(EstimateRequest request, Network network, bool isEmbedding)
    {
        var hasExperts = network.Layers.Any(layer => layer.Experts is not null);
        return TensorInventory.Of(network).Where(tensor => tensor.Role == TensorRole.TokenEmbedding == isEmbedding)
            .Aggregate(Bytes.Zero, (sum, tensor) => sum + (TorchTensorSizing.SizeOf(request.Weights, tensor, hasExperts) ?? Bytes.Zero));
    }
}
