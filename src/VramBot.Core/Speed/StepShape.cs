using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.LlamaCpp;
using VramBot.Core.Fitting;
using VramBot.Core.Formats;
using VramBot.Core.Gpus;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Speed;

/// <summary>What a step of a request reads, computes and exchanges on some cards.</summary>
internal readonly struct StepShape
{
    private const int StateElementSize = 4;
    private const int ActivationSize = 2;

    /// <summary>The compute capability from which NVIDIA's cards have matrix units that quantized and 16-bit kernels use in llama.cpp.</summary>
    private const double FirstWithMatrixUnits = 7.5;

    private readonly GpuFit fit;
    private readonly Network network;
    private readonly StepWeights weights;

    private StepShape(GpuFit fit, Network network, StepWeights weights)
    {
        (this.fit, this.network, this.weights) = (fit, network, weights);
        Operations = RateOf(fit) * 1e12;
    }

    /// <summary>Sequences at once.</summary>
    public int Sequences => Request.Sequences;

    /// <summary>Operations a second of one card; zero when not known.</summary>
    public double Operations { get; }

    private EstimateRequest Request => fit.Estimate.Request;

    private Parallelism Layout => Request.Parallelism;

    private bool RunsGguf => Request.Engine.Engine.RunsGguf;

    /// <summary>Ranks that read parts of the same layer at the same time; llama.cpp's rows count as such.</summary>
    private int Ranks => Request.Settings.RowSplit ? Layout.Gpus : Layout.Tensor;

    /// <summary>Stages that different sequences can be in at the same time: not in engines that take all of them through a layer together.</summary>
    private int Pipelined => RunsGguf || Request.Engine.Kind == EngineKind.Transformers ? 1 : Layout.Pipeline;

    public static StepShape? Of(GpuFit fit)
    {
        var request = fit.Estimate.Request;
        if (request.Training is not null || request.Model.Network is not { } network || fit.Gpu.BandwidthGigabytesPerSecond <= 0 || StepWeights.Of(request, network) is not { } weights)
            return null;
        return new(fit, network, weights);
    }

    /// <summary>Seconds of a step that writes one token of every sequence.</summary>
    public double DecodeSeconds(in Conditions conditions, out SpeedBound bound)
    {
        var batch = (double)Layout.SequencesOnRank(Sequences);
        if (Pipelined > 1)
            batch = Math.Ceiling(batch / Pipelined);
        var host = HostPart(batch);
        var routed = weights.Routed(batch * Layout.Copies) - host.Routed;
        var shared = weights.Shared - host.Shared;
        var bytes = (shared / SharedRanks) + (routed / Layout.ExpertRanks / (Ranks / Layout.Tensor)) + (conditions.Filled * CacheOnGpu(batch)) + (2 * States(batch));
        var memory = Math.Max(bytes / (fit.Gpu.BandwidthGigabytesPerSecond * 1e9 * conditions.BandwidthShare), Unpacking(conditions));
        var compute = batch > 1 ? Arithmetic(batch * 2 * weights.ActiveWeights, conditions) : 0;
        var kernels = ((weights.Layers - weights.ExpertLayers) * conditions.LayerSeconds) + (weights.ExpertLayers * conditions.ExpertLayerSeconds);
        var links = Exchanges(batch, conditions);
        var hostTime = host.Layers == 0 ? 0 : ((host.Shared + host.Routed + (conditions.Filled * fit.Estimate.HostCache.Count)) / conditions.HostBytesPerSecond) + (host.Layers * conditions.HostLayerSeconds);
        bound = SpeedBounds.Largest(memory, compute, kernels, links, hostTime);
        return (conditions.Overlaps ? Math.Max(memory, compute) : memory + compute) + kernels + links + hostTime;
    }

    /// <summary>Prompt tokens a second.</summary>
    public double PromptSpeed(in Conditions conditions, out SpeedBound bound)
    {
        var piece = (double)Piece();
        var host = HostPart(piece);
        var bytes = ((weights.Shared - host.Shared) / SharedRanks) + ((weights.Routed(piece) - host.Routed) / Layout.ExpertRanks);
        var memory = bytes / (fit.Gpu.BandwidthGigabytesPerSecond * 1e9 * conditions.BandwidthShare);
        var compute = Arithmetic(piece * ((2 * PromptWeights) + (conditions.Filled * AttentionOperations())), conditions);
        var kernels = ((weights.Layers - weights.ExpertLayers) * conditions.LayerSeconds) + (weights.ExpertLayers * conditions.ExpertLayerSeconds);
        var links = Exchanges(piece, conditions);
        var bus = host.Layers == 0 ? 0 : (host.Shared + host.Routed) / conditions.BusBytesPerSecond;
        bound = SpeedBounds.Largest(memory, compute, kernels, links, bus);
        var time = (conditions.Overlaps ? Math.Max(memory, compute) : memory + compute) + kernels + links + bus;
        return piece * Layout.Copies * (conditions.Overlaps ? StagesAtWork(piece) : 1) / time;
    }

    /// <summary>Stages that work on different pieces of the prompts at the same time, on average: the first waits for the last piece, the last for the first.</summary>
    private double StagesAtWork(double piece)
    {
        var pieces = Math.Ceiling((double)Request.Context.Count * Sequences / piece);
        return pieces * Layout.Pipeline / (pieces + Layout.Pipeline - 1);
    }

    /// <summary>Ranks among which all but the routed experts is divided.</summary>
    private double SharedRanks => Request.Settings.RowSplit ? Layout.Gpus : Layout.AttentionRanks;

    /// <summary>The head works on a prompt's last token only.</summary>
    private double PromptWeights => weights.ActiveWeights - ((double)network.VocabularySize * network.EmbeddingWidth);

    /// <summary>Tokens that go through the model together: a micro batch, a serving engine's step, a whole prompt; never more than the prompts have.</summary>
    private long Piece()
    {
        var settings = Request.Settings;
        var tokens = RunsGguf ? settings.MicroBatch ?? settings.LogicalBatch ?? 512 : settings.MaxBatchedTokens ?? 2048;
        return Math.Max(1, Math.Min(tokens, Request.Context.Count * Sequences));
    }

    /// <summary>The cache of all layers that some sequences' full contexts fill, on one rank of each stage.</summary>
    private double CacheOnGpu(double batch)
    {
        var estimate = fit.Estimate;
        var cache = 0.0;
        if (estimate.Shares.IsDefaultOrEmpty)
            cache = (double)estimate[PartKind.Cache].Count * Layout.Pipeline;
        else
            foreach (var share in estimate.Shares)
                cache += share.Cache.Count;
        return cache * batch / Layout.SequencesOnRank(Sequences);
    }

    /// <summary>Recurrent states in 32 bit.</summary>
    private double States(double batch)
    {
        var elements = 0L;
        foreach (var (layer, count) in LayerKinds.Of(network))
            if (layer.Recurrence is { } recurrence)
                elements += count * recurrence.StateElements;
        return batch * elements * StateElementSize / SharedRanks;
    }

    private double Arithmetic(double operations, in Conditions conditions) => Operations > 0 ? operations / (Ranks * Operations * conditions.ComputeShare * (weights.ExpertLayers > 0 ? conditions.ExpertComputeFactor : 1)) : 0;

    /// <summary>
    /// Unpacking weights of block formats while they are read, on chips whose general units are slow against their memory: those without matrix units. An M1 Max reads a model in Q4_K_M at 170 GB/s,
    /// in F16 at 280 (XiongjieDai/GPU-Benchmarks-on-LLM-Inference): 34 operations a weight; a GTX 1080 takes 36, an M3 Max 25 at most.
    /// </summary>
    private double Unpacking(in Conditions conditions) =>
        fit.Gpu is { DenseTeraflops: null, ShaderTeraflops: { } shader } && Request.Weights is not FloatFormat
            ? weights.ActiveWeights * conditions.UnpackOperations / (Ranks * shader * 1e12)
            : 0;

    /// <summary>Two all-reduces a layer: a ring sends 2 · (n − 1) / n of the activations over each link.</summary>
    private double Exchanges(double tokens, in Conditions conditions)
    {
        if (Ranks == 1)
            return 0;
        var sent = 2.0 * (Ranks - 1) / Ranks * tokens * network.HiddenSize * ActivationSize;
        return 2 * weights.Layers * (conditions.ExchangeSeconds + (sent / conditions.LinkBytesPerSecond));
    }

    /// <summary>Operations of attention for a prompt's token in the middle of a full context.</summary>
    private double AttentionOperations()
    {
        var operations = 0.0;
        foreach (var (layer, count) in LayerKinds.Of(network))
        {
            if (layer.Attention is not { } attention)
                continue;
            var seen = attention.Scope.Window.Count > 0 ? Math.Min(attention.Scope.Window.Count, Request.Context.Count / 2) : Request.Context.Count / 2;
            var width = attention switch
            {
                GroupedQueryAttention grouped => grouped.HeadDim + grouped.ValueHeadDim,
                LatentAttention latent => latent.PlainDim + latent.RotaryDim + latent.ValueHeadDim,
                CompressedAttention compressed => 2 * compressed.RowWidth,
                _ => 0,
            };
            operations += 2.0 * count * attention.Heads * width * seen;
        }

        return operations;
    }

    /// <summary>What of a step's weights is in host memory, where that is another memory than the GPU's.</summary>
    private (double Shared, double Routed, int Layers) HostPart(double tokens)
    {
        var settings = Request.Settings;
        if (!RunsGguf || fit.Gpu.IsUnified || settings is { GpuLayers: null, HostExpertLayers: 0 })
            return default;
        var placement = LayerPlacement.Of(Request, weights.Layers);
        var (shared, routed, layers) = (placement.HeadOnGpu ? 0 : weights.Head, 0.0, placement.HeadOnGpu ? 0 : 1);
        for (var layer = 0; layer < weights.Layers; layer++)
        {
            var whole = placement.GpuOf(layer) == LayerPlacement.Host;
            if (!whole && !(placement.HasHostExperts(layer) && weights.RoutedOf(layer, 1) > 0))
                continue;
            layers++;
            routed += weights.RoutedOf(layer, tokens);
            if (whole)
                shared += weights.SharedOf(layer);
        }

        return (shared, routed, layers);
    }

    /// <summary>
    /// The rate of a card's fastest units for the format: GeForce cards accumulate in 32 bit at half the rate that llama.cpp's kernels reach in 16 bit and in integers; 8-bit floats go twice as fast where
    /// matrix units take them (NVIDIA's architecture papers of Turing, Ampere, Ada).
    /// </summary>
    private static double RateOf(GpuFit fit)
    {
        var gpu = fit.Gpu;
        var rate = Math.Max(gpu.DenseTeraflops ?? 0, gpu.ShaderTeraflops ?? 0);
        var request = fit.Estimate.Request;
        if (request.Engine.Engine.RunsGguf || request.Engine.Kind == EngineKind.ExLlama)
            return gpu is { Vendor: GpuVendor.Nvidia, Class: GpuClass.Consumer, ComputeCapability: >= FirstWithMatrixUnits } ? 2 * rate : rate;
        return gpu.HasFp8 && request.Weights is ScaledFormat { WeightBits: 8 } ? 2 * rate : rate;
    }
}
