using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Vllm;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Planning;

/// <summary>Host memory and cold start of a replica, as ranges.</summary>
/// <remarks>
/// <para>
/// Reading: 1 to 7 GB a second. 1 GB/s is the most of a network volume (AWS EBS gp3: 1,000 MiB/s); 7 GB/s is a PCIe 4.0 drive (its four lanes carry 7.9) and what eight ranks reached from a warm page
/// cache (70 GB in 10 s: vllm-project/vllm, issue 19824).
/// </para>
/// <para>
/// vLLM's start beside the weights: 58 s for a 3B model whose compiled graphs were cached (issue 20264), 205 s for a 70B on eight ranks at the first start (issue 19824: peer check 60, Dynamo 15,
/// compilation 70, graphs 60). Eager, without compilation and graphs: 34 to 60 s of the same. Its first core: 14 s of warm-up (PR 11005) to a minute. arXiv:2606.07362 takes the steps apart.
/// </para>
/// <para>
/// Host memory: safetensors files are mapped, so pages are the page cache's and ranks share them; what has to be there at once is a file for each rank, of 5 GB as Transformers cuts them
/// (max_shard_size), and never more than the checkpoint. GGUF files are mapped as a whole; what stays in use is what the estimate keeps on the host.
/// </para>
/// </remarks>
internal static class LoadPlanner
{
    private const double SlowestRead = 1e9;
    private const double FastestRead = 7e9;

    private static readonly Bytes ShardFile = Bytes.FromBytes(5_000_000_000);

    public static LoadPlan Of(Replica replica, Bytes weights)
    {
        var (estimate, request) = (replica.Estimate, replica.Estimate.Request);
        var least = request.Engine.Engine.RunsGguf ? estimate.HostWeights + estimate.HostCache : Bytes.Min(weights, replica.Count * ShardFile);
        var (start, basis) = StartOf(request);
        return new(weights, least, (weights.Count / FastestRead, weights.Count / SlowestRead), start, basis);
    }

    private static ((double Fastest, double Slowest) Seconds, string Basis) StartOf(EstimateRequest request) => request.Engine.Kind switch
    {
        EngineKind.Vllm when VllmGenerations.Of(request.Engine.Version) == VllmGeneration.V0 => ((14, 60), Tr("as printed by vLLM's first core")),
        EngineKind.Vllm when request.Settings.EnforceEager => ((34, 60), Tr("as printed by vLLM, eager")),
        EngineKind.Vllm => ((58, 205), Tr("as printed by vLLM: compilation cached on a small model, and a first start on eight ranks")),
        EngineKind.Sglang or EngineKind.TensorRtLlm or EngineKind.LmDeploy => ((30, 180), Tr("a guess: graphs are captured, nothing is compiled")),
        _ => ((2, 30), Tr("a guess: nothing is compiled")),
    };
}
