using VramBot.Core.Gpus;

namespace VramBot.Core.Estimation.Sglang;

/// <summary>SGLang's switches, those that were not set filled in as it does for the card.</summary>
/// <param name="StaticFraction">Share of the free memory for weights and cache (mem_fraction_static).</param>
/// <param name="Chunk">Tokens of one prefill step (chunked_prefill_size).</param>
/// <param name="LargestGraph">The largest batch whose graph is captured (cuda_graph_max_bs).</param>
/// <remarks>
/// The share is what is left of the card after <c>512 + 1.5 · chunk + 2 · largest graph + 128 · GPUs</c> MiB, at least 10 GiB on cards over 60 GiB; 0.88 while
/// no card is named. Source: sgl-project/sglang, python/sglang/srt/server_args.py and PR 10975.
/// </remarks>
internal sealed record SglangDefaults(double StaticFraction, int Chunk, int LargestGraph)
{
    private const double UnnamedCard = 0.88;
    private const double LargeCardGibibytes = 60;
    private const double LeastLeftOnLargeCards = 10 * 1024;

    public static SglangDefaults Of(EstimateRequest request)
    {
        var (chunk, graph) = BySize(request.Gpu, request.Parallelism.Tensor);
        (chunk, graph) = (request.Settings.MaxBatchedTokens ?? chunk, request.Settings.LargestGraph ?? graph);
        return new(request.Settings.StaticMemoryFraction ?? Fraction(request, chunk, graph), chunk, graph);
    }

    private static double Fraction(EstimateRequest request, int chunk, int graph)
    {
        if (request.Gpu is not { } gpu)
            return UnnamedCard;
        var memory = gpu.Usable.TotalGibibytes * 1024;
        var left = 512 + (1.5 * Math.Max(chunk, 2048)) + (2 * graph) + (128.0 * request.Parallelism.Gpus);
        if (gpu.Usable.TotalGibibytes > LargeCardGibibytes)
            left = Math.Max(left, LeastLeftOnLargeCards);
        return Math.Round((memory - left) / memory, 3);
    }

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
