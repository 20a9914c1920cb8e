using System.Text.Json;
using System.Text.RegularExpressions;

namespace VramBot.Slack.Tests.Manifest;

/// <summary>Holds JSON against a JSON Schema, as far as Slack's schema of manifests uses it.</summary>
internal sealed class SchemaChecker(JsonElement root)
{
    /// <summary>The keywords that are obeyed; <c>regex</c> is the schema's own word for a pattern, in one place.</summary>
    public static readonly IReadOnlySet<string> Obeyed = new HashSet<string>(StringComparer.Ordinal)
    {
        "$ref", "type", "enum", "anyOf", "properties", "patternProperties", "required", "additionalProperties", "items", "minItems", "maxItems", "uniqueItems",
        "minProperties", "maxProperties", "minLength", "maxLength", "pattern", "regex",
    };

    /// <summary>Everything that is wrong with a value.</summary>
    public List<string> ProblemsOf(JsonElement value)
    {
        var problems = new List<string>();
        Apply(root, value, "$", problems);
        return problems;
    }

    private void Apply(JsonElement schema, JsonElement value, string path, List<string> problems)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            Apply(reference.GetString()!.Split('/').Skip(1).Aggregate(root, (node, name) => node.GetProperty(name)), value, path, problems);
        if (schema.TryGetProperty("anyOf", out var forms) && forms.EnumerateArray().All(form => IsRefusedBy(form, value, path)))
            problems.Add($"{path}: fits none of the forms");
        if (schema.TryGetProperty("enum", out var known) && !known.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)))
            problems.Add($"{path}: {value.GetRawText()} is not known");
        if (schema.TryGetProperty("type", out var type) && !IsOfType(type.GetString()!, value))
            problems.Add($"{path}: is {value.ValueKind}, not {type}");
        else if (value.ValueKind == JsonValueKind.Object)
            CheckObject(schema, value, path, problems);
        else if (value.ValueKind == JsonValueKind.Array)
            CheckArray(schema, value, path, problems);
        else if (value.ValueKind == JsonValueKind.String)
            CheckText(schema, value.GetString()!, path, problems);
    }

    private bool IsRefusedBy(JsonElement form, JsonElement value, string path)
    {
        var problems = new List<string>();
        Apply(form, value, path, problems);
        return problems.Count > 0;
    }

    private void CheckObject(JsonElement schema, JsonElement value, string path, List<string> problems)
    {
        var count = 0;
        foreach (var field in value.EnumerateObject())
        {
            count++;
            var (at, isKnown) = ($"{path}.{field.Name}", false);
            if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(field.Name, out var shape))
            {
                isKnown = true;
                Apply(shape, field.Value, at, problems);
            }

            if (schema.TryGetProperty("patternProperties", out var patterns))
                foreach (var pattern in patterns.EnumerateObject().Where(pattern => IsLike(field.Name, pattern.Name)))
                {
                    isKnown = true;
                    Apply(pattern.Value, field.Value, at, problems);
                }

            if (isKnown || !schema.TryGetProperty("additionalProperties", out var rest))
                continue;
            if (rest.ValueKind == JsonValueKind.False)
                problems.Add($"{at}: no such property");
            else if (rest.ValueKind == JsonValueKind.Object)
                Apply(rest, field.Value, at, problems);
        }

        if (schema.TryGetProperty("required", out var required))
            problems.AddRange(required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{path}.{name}: is missing"));
        Bound(schema, "minProperties", "maxProperties", count, path, problems);
    }

    private void CheckArray(JsonElement schema, JsonElement value, string path, List<string> problems)
    {
        var items = value.EnumerateArray().ToList();
        if (schema.TryGetProperty("items", out var shape))
            foreach (var (place, item) in items.Index())
                Apply(shape, item, $"{path}[{place}]", problems);
        Bound(schema, "minItems", "maxItems", items.Count, path, problems);
        if (schema.TryGetProperty("uniqueItems", out var unique) && unique.GetBoolean() && items.Where((item, place) => items.Take(place).Any(other => JsonElement.DeepEquals(item, other))).Any())
            problems.Add($"{path}: holds something twice");
    }

    private static void CheckText(JsonElement schema, string text, string path, List<string> problems)
    {
        Bound(schema, "minLength", "maxLength", text.Length, path, problems);
        foreach (var word in new[] { "pattern", "regex" })
            if (schema.TryGetProperty(word, out var pattern) && !IsLike(text, pattern.GetString()!))
                problems.Add($"{path}: \"{text}\" is not like {pattern}");
    }

    private static bool IsLike(string text, string pattern) => Regex.IsMatch(text, pattern, RegexOptions.None, TimeSpan.FromSeconds(1));

    private static void Bound(JsonElement schema, string least, string most, int count, string path, List<string> problems)
    {
        if ((schema.TryGetProperty(least, out var bound) && count < bound.GetInt32()) || (schema.TryGetProperty(most, out bound) && count > bound.GetInt32()))
            problems.Add($"{path}: {count} is out of range, {bound}");
    }

    private static bool IsOfType(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        _ => throw new InvalidOperationException($"A type that the checker does not know: {type}"),
    };
}
