using System.Text.Json;
using System.Text.Json.Serialization;

namespace VramBot.CatalogFiles.Documents;

/// <summary>Reads the files' JSON: strict, so that a mistyped key is a fault rather than a fact that is missing.</summary>
/// <remarks>The documents have setters: the generated reader would give `init` members no chance to keep their defaults.</remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ModelFamilyDocument))]
[JsonSerializable(typeof(GpuFileDocument))]
[JsonSerializable(typeof(FormatFileDocument))]
[JsonSerializable(typeof(DiffusionFileDocument))]
internal sealed partial class CatalogJson : JsonSerializerContext;
