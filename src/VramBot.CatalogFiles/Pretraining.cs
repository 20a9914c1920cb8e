using VramBot.Core.Catalogs;

namespace VramBot.CatalogFiles;

/// <summary>Dates the weights of models that one publisher made from another's.</summary>
internal static class Pretraining
{
    /// <summary>The models, each that shares the shape of an older one of another publisher with the month of that one.</summary>
    public static IEnumerable<ModelEntry> Dated(IReadOnlyCollection<ModelEntry> models)
    {
        var byId = models.ToDictionary(model => model.Id, StringComparer.Ordinal);
        return models.Select(model => Origin(model, byId) is { Released: { } month } origin && PublisherOf(origin) != PublisherOf(model) ? model with { Pretrained = month } : model);
    }

    private static ModelEntry? Origin(ModelEntry model, Dictionary<string, ModelEntry> byId)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { model.Id };
        ModelEntry? origin = null;
        while ((origin ?? model).BasedOn is { } id && byId.TryGetValue(id, out var older) && seen.Add(id))
        {
            origin = older;
            if (PublisherOf(older) != PublisherOf(model))
                break;
        }

        return origin;
    }

    private static string PublisherOf(ModelEntry model) => model.Id.Split('/')[0];
}
