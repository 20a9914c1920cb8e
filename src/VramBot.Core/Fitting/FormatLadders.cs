using System.Collections.Immutable;
using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Formats;

namespace VramBot.Core.Fitting;

/// <summary>Formats that checkpoints are commonly published in, by engine, the best first.</summary>
public static class FormatLadders
{
    /// <summary>A format of a few bits more than a model ships in holds nothing that the model has.</summary>
    private const double MoreThanShipped = 1.15;

    /// <summary>Formats of serving engines.</summary>
    internal static ImmutableArray<string> Serving { get; } = ["fp8", "awq-int4-g128"];

    /// <summary>Mixes of llama.cpp.</summary>
    internal static ImmutableArray<string> Gguf { get; } =
    [
        "gguf-q8_0", "gguf-q6_k", "gguf-q5_k_m", "gguf-q4_k_m", "gguf-iq4_xs", "gguf-q3_k_m", "gguf-iq3_xxs", "gguf-q2_k", "gguf-iq2_xxs",
    ];

    private static readonly ImmutableArray<string> Mlx = ["mlx-8bit-g64", "mlx-6bit-g64", "mlx-5bit-g64", "mlx-4bit-g64", "mlx-3bit-g64"];

    private static readonly ImmutableArray<string> ExLlamaV2 = ["exl2-8.0", "exl2-6.5", "exl2-5.0", "exl2-4.25", "exl2-3.5", "exl2-3.0"];

    private static readonly ImmutableArray<string> ExLlamaV3 = ["exl3-8.0", "exl3-6.0", "exl3-5.0", "exl3-4.0", "exl3-3.5", "exl3-3.0"];

    private static readonly ImmutableArray<string> Transformers = ["bnb-int8", "nf4-dq"];

    /// <summary>The ladder of an engine, with weights in the format that is there already.</summary>
    internal static ImmutableArray<string> Of(EngineKind engine, WeightFormat weights) => engine switch
    {
        EngineKind.Mlx => Mlx,
        EngineKind.ExLlama => weights.Id.StartsWith("exl3", StringComparison.Ordinal) ? ExLlamaV3 : ExLlamaV2,
        EngineKind.LlamaCpp or EngineKind.Ollama or EngineKind.IkLlamaCpp => Gguf,
        _ => Serving,
    };

    /// <summary>
    /// What a model is worth running in on an engine, the best first: as it ships where the engine reads that, then the engine's own formats. Nothing with noticeably more bits than the model ships in,
    /// for it would only take room.
    /// </summary>
    public static ImmutableArray<WeightFormat> For(ModelEntry model, Engine engine, Catalog catalog)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(catalog);
        if (catalog.WeightFormats.Find(model.NativeFormat) is not { } shipped)
            return [];
        var (reads, ladder) = engine.Kind switch
        {
            EngineKind.Mlx => (shipped.Id == "mxfp4" ? "mlx-mxfp4" : null, Mlx),
            EngineKind.ExLlama => (null, ExLlamaV3),
            EngineKind.Transformers => (shipped.Id, Transformers),
            _ when engine.RunsGguf => (shipped.Id == "mxfp4" ? "gguf-mxfp4_moe" : null, Gguf),
            _ => (shipped.Id, Serving),
        };
        var best = reads is null ? null : catalog.WeightFormats.Find(reads);
        var most = best is null ? MoreThanShipped * shipped.BitsPerWeight : Noticeably.Fewer * best.BitsPerWeight;
        IEnumerable<WeightFormat> below = ladder.Select(catalog.WeightFormats.Find).OfType<WeightFormat>().Where(format => format.BitsPerWeight <= most);
        return best is null ? [.. below] : [best, .. below];
    }

    /// <summary>The request in another format, on the engine that reads it, with that engine's own cache type when the engine changes.</summary>
    internal static EstimateRequest? InFormat(EstimateRequest request, WeightFormat format, Catalog catalog)
    {
        if (format is not GgufMix || request.Engine.Engine.RunsGguf)
            return request with { Weights = format };
        return catalog.CacheFormats.Find("f16") is { } half
            ? request with { Weights = format, Engine = KnownEngines.LlamaCpp.At(), Settings = EngineSettings.Default, Parallelism = Parallelism.OneGpu, Keys = half, Values = half }
            : null;
    }
}
