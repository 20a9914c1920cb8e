using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Sglang;

/// <summary>What SGLang's captured CUDA graphs keep: nodes and kernel buffers for each layer and batch size.</summary>
/// <remarks>
/// Formula: <c>0.074 GiB · layers · min(1, sizes / 23)</c>; sizes are 1, 2, 4 and every eighth up to the largest batch, 23 of them up to 160; what more take is not
/// measured. Source: two start-ups that printed it, Llama-3-8B on an H200 (2.51 GiB, 32 layers) and a 14B of 48 layers on two A100 (3.38).
/// </remarks>
internal static class SglangGraphs
{
    private const double GibibytesPerLayer = 0.074;
    private const int SizesUpTo160 = 23;

    public static Bytes Of(EstimateRequest request, Network network, SglangDefaults defaults)
    {
        if (request.Settings.EnforceEager)
            return Bytes.Zero;
        var sizes = 3 + (defaults.LargestGraph / 8.0);
        var layers = (double)network.Layers.Length / request.Parallelism.Pipeline;
        return Bytes.FromGibibytes(GibibytesPerLayer * layers * Math.Min(1, sizes / SizesUpTo160));
    }
}
