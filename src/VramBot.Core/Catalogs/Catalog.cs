using System.Collections.Immutable;

namespace VramBot.Core.Catalogs;

/// <summary>All that is known: models, GPUs and formats, each findable by any of its names.</summary>
/// <param name="Models">Published models.</param>
/// <param name="Gpus">Cards and chips.</param>
/// <param name="WeightFormats">Formats of weights.</param>
/// <param name="CacheFormats">Formats of cached keys and values.</param>
public sealed record Catalog(
    NameIndex<ModelEntry> Models,
    NameIndex<Gpus.Gpu> Gpus,
    NameIndex<Formats.WeightFormat> WeightFormats,
    NameIndex<Formats.CacheFormat> CacheFormats)
{
    /// <summary>Models that make images.</summary>
    public NameIndex<Diffusion.ImageModel> Images { get; init; } = NameIndex<Diffusion.ImageModel>.Create([]);

    /// <summary>The catalog with a model that was read from its own files, and the format of these where it has a name of its own.</summary>
    public Catalog With(ModelEntry model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return this with
        {
            Models = Models.With(model),
            WeightFormats = model.Own?.Format is { } format && WeightFormats.Find(format.Id)?.Id != format.Id ? WeightFormats.With(format) : WeightFormats,
        };
    }
}
