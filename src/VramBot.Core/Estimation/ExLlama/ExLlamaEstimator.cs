using VramBot.Core.Estimation.Serving;
using VramBot.Core.Formats;
using VramBot.Core.Models;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Estimation.ExLlama;

/// <summary>What a request needs on ExLlamaV2 and ExLlamaV3.</summary>
/// <remarks>
/// <para>
/// Weights at the stated bits, the head at 6, the token embedding in host memory; the cache is made whole for the context, under 16 bits with a 16-bit scale for
/// every 32 elements; beside them the buffers of a step and PyTorch's context.
/// </para>
/// <para>Source: turboderp-org/exllamav3, cache/quant.py; three runs of a 32B model within 1.4 %.</para>
/// </remarks>
internal static class ExLlamaEstimator
{
    public static Result<Estimate> Estimate(EstimateRequest request, Network network)
    {
        if (!Reads(request.Weights))
            return new Problem("format.engine", request.Weights.Label, Tr($"ExLlama reads EXL2, EXL3 and GPTQ weights, such as exl2:4.65 or exl3:4.0, not {request.Weights.Label}."));
        var gpus = request.Parallelism.Gpus;
        var embedding = request.Weights is ScaledFormat { EmbeddingOnHost: true } ? Sum(request, network, isEmbedding: true) : Bytes.Zero;
        var weights = Sum(request, network, isEmbedding: false) + (embedding == Bytes.Zero ? Sum(request, network, isEmbedding: true) : Bytes.Zero);
        var cache = TokenCache.Of(request with { Parallelism = Parallelism.OneGpu }, network);
        return EstimateBuilder.Build(request, network, new()
        {
            Parts =
            [
                new(PartKind.Weights, weights / gpus, Later("tensors at the stated bits, the head at 6"), Basis.Derived),
                new(PartKind.Cache, cache.Needed / gpus, Later("the whole context, made at the start"), Basis.Exact),
                new(PartKind.Activations, ExLlamaScratch.Of(request, network), Later("the buffers of a step, one matrix unpacked"), Basis.Derived),
                new(PartKind.Context, ProcessContext.Of(request), Later("CUDA context and PyTorch's kernels"), Basis.Calibrated),
            ],
            CachePerToken = cache.PerToken / gpus,
            HostWeights = embedding,
            Assumptions = Assumptions(gpus),
        });
    }

    private static IEnumerable<string> Assumptions(int gpus)
    {
        if (gpus > 1)
            yield return Tr($"layers spread over {gpus} GPUs");
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
