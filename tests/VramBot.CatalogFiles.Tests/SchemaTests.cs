using System.Text.Json;
using VramBot.Testing;

namespace VramBot.CatalogFiles.Tests;

/// <summary>Each catalog file names a schema that lies beside it and describes every key that the file uses.</summary>
public sealed class SchemaTests
{
    public static TheoryData<string> Files() =>
    [
        .. new[] { "models", "gpus", "formats", "diffusion" }.SelectMany(folder => Directory.GetFiles(Repository.PathOf("config", folder))).Select(path => Path.GetRelativePath(Repository.PathOf("config"), path)),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_keeps_to_its_schema(string file)
    {
        var path = Path.Combine(Repository.PathOf("config"), file);
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        var schemaPath = Path.Combine(Path.GetDirectoryName(path)!, document.RootElement.GetProperty("$schema").GetString()!);
        using var schema = JsonDocument.Parse(File.ReadAllText(schemaPath));
        Check(document.RootElement, schema.RootElement, file);
    }

    /// <summary>The part of JSON Schema that the schemas here use: type, enum, minimum, required, properties, additionalProperties, items.</summary>
    private static void Check(JsonElement value, JsonElement schema, string place)
    {
        Assert.True(HasType(value, schema.GetProperty("type").GetString()!), place);
        if (schema.TryGetProperty("enum", out var choices))
            Assert.Contains(choices.EnumerateArray(), choice => choice.ValueEquals(value.GetString()));
        if (schema.TryGetProperty("minimum", out var least))
            Assert.True(value.GetDouble() >= least.GetDouble(), place);
        if (schema.TryGetProperty("minItems", out var fewest))
            Assert.True(value.GetArrayLength() >= fewest.GetInt32(), place);
        if (value.ValueKind == JsonValueKind.Array)
            foreach (var item in value.EnumerateArray())
                Check(item, schema.GetProperty("items"), place);
        if (value.ValueKind == JsonValueKind.Object)
            CheckObject(value, schema, place);
    }

    private static void CheckObject(JsonElement value, JsonElement schema, string place)
    {
        if (schema.TryGetProperty("required", out var required))
            Assert.All(required.EnumerateArray(), name => Assert.True(value.TryGetProperty(name.GetString()!, out _), $"{place}: {name}"));
        foreach (var property in value.EnumerateObject())
        {
            if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(property.Name, out var described))
                Check(property.Value, described, $"{place}.{property.Name}");
            else
                CheckOther(property, schema.GetProperty("additionalProperties"), place);
        }
    }

    private static void CheckOther(JsonProperty property, JsonElement others, string place)
    {
        Assert.False(others.ValueKind == JsonValueKind.False, $"{place}.{property.Name} is not in the schema");
        if (others.ValueKind == JsonValueKind.Object)
            Check(property.Value, others, $"{place}.{property.Name}");
    }

    private static bool HasType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => value.ValueKind == JsonValueKind.Number,
    };
}
