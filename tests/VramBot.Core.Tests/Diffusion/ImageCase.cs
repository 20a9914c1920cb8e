using System.Text.Json;
using VramBot.Core.Catalogs;
using VramBot.Core.Diffusion;
using VramBot.Core.Diffusion.Replay;
using VramBot.Testing;

namespace VramBot.Core.Tests.Diffusion;

/// <summary>A published run of tests/cases/diffusion, and what is estimated for it.</summary>
public sealed record ImageCase(string Id, string Scope, string Counter, ImageRequest Request, double Measured, string? Note)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ImageCase> All { get; } =
        [.. File.ReadLines(Repository.PathOf("tests", "cases", "diffusion", "runs.jsonl")).Where(line => line.Length > 0).Select(line => Read(JsonDocument.Parse(line).RootElement))];

    /// <summary>Whether it is of a release that did something else, which the note says: it stands in the table, not in the band.</summary>
    public bool IsOfOtherRelease { get; init; }

    /// <summary>What the counter should have shown, in GiB: of a whole run what is in use or held at its peak, the context not counted; of a part that part's alone.</summary>
    public double Predicted
    {
        get
        {
            var estimate = ImageEstimator.Estimate(Request);
            return Scope switch
            {
                "pipeline" when Counter == "allocated" => estimate.Peak.InUse.TotalGibibytes,
                "pipeline" => (estimate.Total - estimate.Context).TotalGibibytes,
                "denoiser" => estimate.Phases.Single(phase => phase.Phase == ImagePhase.Denoising).Activations.TotalGibibytes + ImageWeights.OfDenoiser(Request).TotalGibibytes,
                _ => Decoder(Counter),
            };
        }
    }

    /// <summary>Measured over estimated, less one.</summary>
    public double Error => (Measured / Predicted) - 1;

    private double Decoder(string counter)
    {
        var memory = new CachingAllocator();
        DecoderReplay.Run(new(memory, 1, Request.ElementBytes, ConvolutionWorkspace.Of(Request.ElementBytes, Request.Gpu)), Request.Model.Autoencoder, Request.Size.Latents);
        return (counter == "allocated" ? memory.Peak : memory.Held).TotalGibibytes;
    }

    private static ImageCase Read(JsonElement json)
    {
        var catalog = ShippedCatalogs.Catalog;
        var scope = json.GetProperty("scope").GetString()!;
        var model = catalog.Images.Find(json.GetProperty("model").GetString()!)!;
        var side = json.GetProperty("res").GetInt32();
        var request = new ImageRequest(scope == "denoiser" ? model with { IsGuided = false } : model, WeightFormats.Find(catalog.WeightFormats, json.GetProperty("weights").GetString()!)!)
        {
            Size = new(side, side),
            Batch = json.GetProperty("batch").GetInt32(),
            Offload = Enum.Parse<ImageOffload>(json.GetProperty("offload").GetString()!, ignoreCase: true),
            Decoding = Enum.Parse<ImageDecoding>(json.GetProperty("decoding").GetString()!, ignoreCase: true),
            Gpu = json.TryGetProperty("gpu", out var gpu) ? catalog.Gpus.Find(gpu.GetString()!) ?? throw new InvalidOperationException(gpu.GetString()) : null,
            EncoderFormat = json.TryGetProperty("encoder_format", out var format) ? WeightFormats.Find(catalog.WeightFormats, format.GetString()!) : null,
            Encoder = json.TryGetProperty("encoder", out _) ? LargeEncoder.LeftOut : LargeEncoder.OnCard,
        };
        return new(json.GetProperty("id").GetString()!, scope, json.GetProperty("counter").GetString()!, request, json.GetProperty("measured_gib").GetDouble(), json.TryGetProperty("note", out var note) ? note.GetString() : null)
        {
            IsOfOtherRelease = json.TryGetProperty("other_release", out _),
        };
    }
}
