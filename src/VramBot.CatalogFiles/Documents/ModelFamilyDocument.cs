using System.Text.Json.Serialization;

namespace VramBot.CatalogFiles.Documents;

/// <summary>A file of <c>config/models</c>: one family.</summary>
internal sealed record ModelFamilyDocument
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; set; }

    public string? Family { get; set; }

    public string? Purpose { get; set; }

    public List<ModelDocument> Models { get; set; } = [];
}
