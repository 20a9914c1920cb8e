using VramBot.Core.Engines;
using VramBot.Core.Gpus;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Vllm;

/// <summary>What vLLM takes beside weights, activations and cache: the CUDA context and libraries' memory.</summary>
/// <remarks>
/// Read off printed profiles (H100 nodes with NVLink unless said otherwise): 0.18 and later context 0.51, 1.53 and 1.55 GiB and libraries 0.25,
/// 2.08 and 2.15 at 1, 2 and 4 ranks; 0.8 to 0.17 0.13 and 0.55 at 1 and 2; V0 0.05 at 1, 0.5 at 2 and 4, 2.1 (A100) to 5.2 (H200) at 8. Cards joined by PCIe
/// alone: 0.3.
/// </remarks>
internal static class VllmOverheads
{
    private static readonly EngineVersion FirstMeasuredNccl = new(0, 18);

    public static Bytes Context(EstimateRequest request) => Bytes.FromGibibytes((request.Parallelism.Tensor, request.Parallelism.Pipeline) switch
    {
        (1, 1) => 0.51,
        _ when !HasFastLink(request.Gpu) => 0.51,
        (1, _) => 1.45,
        _ => 1.54,
    });

    public static Bytes NonTorch(EstimateRequest request, VllmDefaults defaults)
    {
        var ranks = request.Parallelism.Tensor;
        if (ranks == 1)
            return Bytes.FromGibibytes(OneRank(request, defaults));
        if (!HasFastLink(request.Gpu))
            return Bytes.FromGibibytes(0.3);
        return Bytes.FromGibibytes(defaults.Generation switch
        {
            VllmGeneration.V0 when ranks >= 8 => 2.1,
            VllmGeneration.V0 => 0.5,
            _ when request.Engine.Version is { } version && version < FirstMeasuredNccl => 0.55,
            _ => ranks == 2 ? 2.08 : 2.15,
        });
    }

    private static double OneRank(EstimateRequest request, VllmDefaults defaults) => defaults.Generation switch
    {
        VllmGeneration.V0 => 0.05,
        _ when request.Engine.Version < FirstMeasuredNccl => 0.13,
        _ => request.Parallelism.Pipeline > 1 ? 0.07 : 0.25,
    };

    /// <summary>An unnamed card is taken to be joined by NVLink, the larger figure.</summary>
    private static bool HasFastLink(Gpu? gpu) => gpu?.HasNvlink ?? true;
}
