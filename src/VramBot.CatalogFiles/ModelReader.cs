using VramBot.CatalogFiles.Documents;
using VramBot.Core.Catalogs;
using VramBot.Core.Units;

namespace VramBot.CatalogFiles;

/// <summary>Turns a model's document into a catalog entry.</summary>
internal static class ModelReader
{
    public static ModelEntry Read(string family, string? purpose, ModelDocument model, EntryFaults faults)
    {
        if (PurposeOf(purpose) is null)
            faults.Add("purpose", $"'{purpose}' is none of code, mathematics, medicine, embedding, speech, pages, images, diffusion");
        faults.Sourced(model.Source);
        if (model.MaxContext is not >= 1)
            faults.Add("max_context", "is missing or below 1");
        if (model.Published is { Parameters: < 1 })
            faults.Add("published.parameters", "must be at least 1");
        return new()
        {
            Id = faults.Text("id", model.Id),
            Aliases = [.. model.Aliases],
            Family = family,
            Purpose = PurposeOf(purpose) ?? ModelPurpose.General,
            Architecture = faults.Text("architecture", model.Architecture),
            Network = NetworkReader.Read(model, faults),
            Published = model.Published is { } published
                ? new(new(published.Parameters), published.Rounded, published.IncludesMtp, published.TextOnly, published.Source)
                : null,
            PublishedActive = model.Published?.Active is { } active ? new ParameterCount(active) : null,
            DataType = model.TorchDtype ?? "bfloat16",
            NativeFormat = faults.Text("native_format", model.NativeFormat),
            NativeQuantization = model.NativeQuantization,
            Released = model.Released,
            BasedOn = model.Base ?? model.SameArchitectureAs,
            License = model.License,
            IsComplete = model.Complete,
            IsHypothetical = model.Hypothetical,
            MaxContext = new(model.MaxContext ?? 1),
            Note = model.Note,
            Sources = [.. model.Source],
        };
    }

    private static ModelPurpose? PurposeOf(string? purpose) => purpose switch
    {
        null => ModelPurpose.General,
        "code" => ModelPurpose.Code,
        "mathematics" => ModelPurpose.Mathematics,
        "medicine" => ModelPurpose.Medicine,
        "embedding" => ModelPurpose.Embedding,
        "speech" => ModelPurpose.Speech,
        "pages" => ModelPurpose.Pages,
        "images" => ModelPurpose.Images,
        "diffusion" => ModelPurpose.Diffusion,
        _ => null,
    };
}
