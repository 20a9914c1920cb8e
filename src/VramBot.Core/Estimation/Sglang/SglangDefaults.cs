using VramBot.Core.Engines;
using VramBot.Core.Gpus;

namespace VramBot.Core.Estimation.Sglang;

/// <summary>SGLang's switches, those that were not set filled in as the release does for the card.</summary>
/// <param name="StaticFraction">Share of the free memory for weights and cache (mem_fraction_static).</param>
/// <param name="Chunk">Tokens of one prefill step (chunked_prefill_size).</param>
/// <param name="LargestGraph">The largest batch whose graph is captured (cuda_graph_max_bs).</param>
/// <remarks>
/// <para>
/// The share is what is left of the card after <c>512 + 1.5 · chunk + 2 · largest graph + 128 · GPUs</c> MiB, at least 10 GiB on cards over 60 GiB; 0.88 while
/// no card is named. Data-parallel attention divides the chunk by its groups and leaves <c>3 · groups · largest graph</c> MiB more, 4.5 beyond 300.
/// </para>
/// <para>Before 0.4.6: 0.88, and with 2, 4, 8 and 16 ranks 0.87, 0.85, 0.81 and 0.79; chunks of 8,192 and graphs up to 160, on cards under 25 GB 2,048 and 8, from 4 ranks on 80.</para>
/// <para>Source: sgl-project/sglang, python/sglang/srt/server_args.py of 0.4.3 and 0.5.5, PR 10975.</para>
/// </remarks>
internal sealed record SglangDefaults(double StaticFraction, int Chunk, int LargestGraph)
{
    private const double UnnamedCard = 0.88;
    private const double LargeCardGibibytes = 60;
    private const double LeastLeftOnLargeCards = 10 * 1024;
    private const double SmallCardMebibytes = 25_000;
    private const int ManyGraphs = 300;

    private static readonly EngineVersion FirstByMemory = new(0, 4, 6);

    public static SglangDefaults Of(EstimateRequest request)
    {
        var early = request.Engine.Version is { } version && version < FirstByMemory;
        var (chunk, graph) = early ? Early(request) : BySize(request.Gpu, request.Parallelism.Tensor);
        (chunk, graph) = (request.Settings.MaxBatchedTokens ?? (chunk / request.Parallelism.AttentionGroups), request.Settings.LargestGraph ?? graph);
        return new(request.Settings.StaticMemoryFraction ?? (early ? ByRanks(request.Parallelism.Tensor) : Fraction(request, chunk, graph)), chunk, graph);
    }

    private static double Fraction(EstimateRequest request, int chunk, int graph)
    {
        if (request.Gpu is not { } gpu)
            return UnnamedCard;
        var memory = gpu.Usable.TotalGibibytes * 1024;
        var groups = request.Parallelism.AttentionGroups;
        var left = 512 + (1.5 * Math.Max(chunk, 2048)) + (2 * graph) + (128.0 * request.Parallelism.Gpus)
            + (groups > 1 ? groups * graph * (graph > ManyGraphs ? 4.5 : 3) : 0);
        if (gpu.Usable.TotalGibibytes > LargeCardGibibytes)
            left = Math.Max(left, LeastLeftOnLargeCards);
        return Math.Round((memory - left) / memory, 3);
    }

    private static double ByRanks(int ranks) => ranks switch
    {
        >= 16 => 0.79,
        >= 8 => 0.81,
        >= 4 => 0.85,
        >= 2 => 0.87,
        _ => 0.88,
    };

    private static (int Chunk, int Graph) Early(EstimateRequest request) =>
        request.Gpu is { } gpu && gpu.Usable.TotalGibibytes * 1024 < SmallCardMebibytes
            ? (2048, request.Parallelism.Tensor < 4 ? 8 : 80)
            : (8192, 160);

    /// <summary>Which of SGLang's sizes a card is: its defaults go by them.</summary>
    public static int SizeClass(Gpu? gpu) => gpu?.Usable.TotalGibibytes switch { < 20 => 0, < 35 => 1, < 60 => 2, null or < 160 => 3, _ => 4 };

    private static (int Chunk, int Graph) BySize(Gpu? gpu, int ranks)
    {
        var few = ranks < 4;
        return SizeClass(gpu) switch
        {
            0 => (2048, 8),
            1 => (2048, few ? 24 : 80),
            2 => (4096, few ? 32 : 160),
            3 => (8192, few ? 256 : 512),
            _ => (16384, 512),
        };
    }
}
