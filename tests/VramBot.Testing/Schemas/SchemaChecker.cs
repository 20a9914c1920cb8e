using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace VramBot.Testing.Schemas;

/// <summary>
/// Holds JSON against a JSON Schema, as far as platforms' descriptions use it, and refuses fields that no schema names: Discord ignores them, so that a misspelt one is never noticed, and Slack refuses
/// the whole.
/// </summary>
/// <param name="description">The document that references point into.</param>
/// <param name="dialect">What the platform means beyond the schema's words.</param>
public sealed class SchemaChecker(JsonElement description, SchemaDialect dialect)
{
    /// <summary>The keywords that are obeyed; <c>regex</c> is Slack's own word for a pattern, in one place.</summary>
    public static IReadOnlySet<string> Obeyed { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "$ref", "type", "enum", "const", "oneOf", "anyOf", "allOf", "properties", "patternProperties", "required", "additionalProperties", "items", "minItems", "maxItems", "uniqueItems",
        "minProperties", "maxProperties", "minLength", "maxLength", "pattern", "regex", "minimum", "maximum", "format",
    };

    private readonly ConcurrentDictionary<string, JsonElement> resolved = new(StringComparer.Ordinal);

    /// <summary>Everything that is wrong with a value.</summary>
    public List<SchemaProblem> ProblemsOf(JsonElement schema, JsonElement value, string path = "$")
    {
        var problems = new List<SchemaProblem>();
        var seen = new SeenFields();
        Apply(schema, value, path, problems, seen);
        problems.AddRange(seen.Unknown(value).Select(name => new SchemaProblem($"{path}.{name}", "no such field")));
        return problems;
    }

    /// <summary>Follows a reference such as <c>#/components/schemas/Name</c>.</summary>
    private JsonElement Resolve(string reference) => resolved.GetOrAdd(reference, path => path.Split('/').Skip(1).Aggregate(description, (node, name) => node.GetProperty(name)));

    private void Apply(JsonElement schema, JsonElement value, string path, List<SchemaProblem> problems, SeenFields seen)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            switch (keyword.Name)
            {
                case "$ref":
                    Apply(Resolve(keyword.Value.GetString()!), value, path, problems, seen);
                    break;
                case "allOf":
                    foreach (var part in keyword.Value.EnumerateArray())
                        Apply(part, value, path, problems, seen);
                    break;
                case "oneOf" or "anyOf":
                    Choose(keyword, value, path, problems, seen);
                    break;
                case "type" when !IsOfType(keyword.Value, schema, value, path):
                    problems.Add(new(path, $"is {value.ValueKind}, not {keyword.Value.GetRawText()}"));
                    break;
                case "enum" when !keyword.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)):
                    problems.Add(new(path, $"{value.GetRawText()} is none of {keyword.Value.GetRawText()}"));
                    break;
                case "const" when !JsonElement.DeepEquals(keyword.Value, value):
                    problems.Add(new(path, $"{value.GetRawText()} is not {keyword.Value.GetRawText()}"));
                    break;
            }
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                CheckObject(schema, value, path, problems, seen);
                break;
            case JsonValueKind.Array:
                CheckArray(schema, value, path, problems);
                break;
            case JsonValueKind.String:
                CheckText(schema, value.GetString()!, path, problems);
                break;
            case JsonValueKind.Number:
                CheckNumber(schema, value, path, problems);
                break;
        }
    }

    private void Choose(JsonProperty keyword, JsonElement value, string path, List<SchemaProblem> problems, SeenFields seen)
    {
        var branches = keyword.Value.EnumerateArray().Select(branch => Try(branch, value, path)).ToList();

        // An unknown field must not make two branches out of one: the schema's own words decide, and those that name all fields come first.
        var matching = branches.Where(branch => branch.Faults.Count == 0).ToList();
        var exact = matching.Where(branch => !branch.Fields.Unknown(value).Any()).ToList();
        if (exact.Count > 0)
            matching = exact;
        if (matching.Count == 0)
            problems.AddRange(branches.MinBy(branch => (branch.Faults.Exists(fault => fault.Path == path || fault.Path == $"{path}.type") ? 1_000 : 0) + branch.Faults.Count).Faults);
        else if (matching.Count > 1 && keyword.NameEquals("oneOf") && exact.Count != 1)
            problems.Add(new(path, $"fits {matching.Count} of the forms, not one"));
        foreach (var branch in matching)
            seen.Add(branch.Fields);
    }

    private (List<SchemaProblem> Faults, SeenFields Fields) Try(JsonElement branch, JsonElement value, string path)
    {
        var fields = new SeenFields();
        var faults = new List<SchemaProblem>();

        // Forms with types are told apart by them: one that is not meant need not be looked into.
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("type", out var type) && TypeOf(branch) is { } shape)
            Apply(shape, type, $"{path}.type", faults, new());
        if (faults.Count == 0)
            Apply(branch, value, path, faults, fields);
        return (faults, fields);
    }

    private JsonElement? TypeOf(JsonElement schema)
    {
        var plain = schema.TryGetProperty("$ref", out var reference) ? Resolve(reference.GetString()!) : schema;
        return plain.TryGetProperty("properties", out var properties) && properties.TryGetProperty("type", out var type) ? type : null;
    }

    private void CheckObject(JsonElement schema, JsonElement value, string path, List<SchemaProblem> problems, SeenFields seen)
    {
        var declared = schema.TryGetProperty("properties", out var properties);
        var hasRest = schema.TryGetProperty("additionalProperties", out var rest);
        var hasPatterns = schema.TryGetProperty("patternProperties", out var patterns);
        seen.AreDeclared |= declared || hasRest || hasPatterns;
        var count = 0;
        foreach (var field in value.EnumerateObject())
        {
            count++;
            var shapes = hasPatterns ? patterns.EnumerateObject().Where(pattern => IsLike(field.Name, pattern.Name)).Select(pattern => pattern.Value).ToList() : [];
            if (declared && properties.TryGetProperty(field.Name, out var shape))
                shapes.Add(shape);
            if (shapes.Count == 0 && hasRest && rest.ValueKind != JsonValueKind.False)
                shapes.Add(rest);
            if (shapes.Count > 0)
                seen.Names.Add(field.Name);
            foreach (var one in shapes.Where(one => one.ValueKind == JsonValueKind.Object))
                problems.AddRange(ProblemsOf(one, field.Value, $"{path}.{field.Name}"));
        }

        if (schema.TryGetProperty("required", out var required))
            problems.AddRange(required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => new SchemaProblem($"{path}.{name.GetString()}", "is missing")));
        Bound(schema, "minProperties", "maxProperties", count, "fields", path, problems);
    }

    private void CheckArray(JsonElement schema, JsonElement value, string path, List<SchemaProblem> problems)
    {
        var items = value.EnumerateArray().ToList();
        if (schema.TryGetProperty("items", out var shape))
            foreach (var (index, item) in items.Index())
                problems.AddRange(ProblemsOf(shape, item, $"{path}[{index}]"));
        Bound(schema, "minItems", "maxItems", items.Count, "items", path, problems);
        if (schema.TryGetProperty("uniqueItems", out var unique) && unique.ValueKind == JsonValueKind.True && items.Where((item, index) => items.Take(index).Any(other => JsonElement.DeepEquals(item, other))).Any())
            problems.Add(new(path, "holds something twice"));
    }

    private void CheckText(JsonElement schema, string text, string path, List<SchemaProblem> problems)
    {
        Bound(schema, "minLength", "maxLength", text.EnumerateRunes().Count(), "characters", path, problems);
        foreach (var word in new[] { "pattern", "regex" })
            if (schema.TryGetProperty(word, out var pattern) && !IsLike(text, pattern.GetString()!))
                problems.Add(new(path, $"\"{text}\" is not like {pattern.GetString()}"));
        var sound = !schema.TryGetProperty("format", out var format) || format.GetString() switch
        {
            { } name when dialect.Formats.TryGetValue(name, out var isSound) => isSound(text),
            "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
            "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            _ => true,
        };
        if (!sound)
            problems.Add(new(path, $"\"{text}\" is no {format.GetString()}"));
    }

    private static void CheckNumber(JsonElement schema, JsonElement value, string path, List<SchemaProblem> problems)
    {
        var number = value.GetDouble();
        if (schema.TryGetProperty("minimum", out var least) && number < least.GetDouble())
            problems.Add(new(path, $"{number} is below {least}"));
        if (schema.TryGetProperty("maximum", out var most) && number > most.GetDouble())
            problems.Add(new(path, $"{number} is above {most}"));
        if (schema.TryGetProperty("format", out var format) && ((format.ValueEquals("int32") && !value.TryGetInt32(out _)) || (format.ValueEquals("int64") && !value.TryGetInt64(out _))))
            problems.Add(new(path, $"{value.GetRawText()} is no {format}"));
    }

    private static void Bound(JsonElement schema, string least, string most, int count, string what, string path, List<SchemaProblem> problems)
    {
        if (schema.TryGetProperty(least, out var bound) && count < bound.GetInt64())
            problems.Add(new(path, $"{count} {what}, at least {bound}"));
        if (schema.TryGetProperty(most, out bound) && count > bound.GetInt64())
            problems.Add(new(path, $"{count} {what}, at most {bound}"));
    }

    private bool IsOfType(JsonElement type, JsonElement schema, JsonElement value, string path) => type.ValueKind == JsonValueKind.Array
        ? type.EnumerateArray().Any(one => IsOfType(one, schema, value, path))
        : dialect.AlsoTakes(type.GetString()!, schema, value, path) || type.GetString() switch
        {
            "null" => value.ValueKind == JsonValueKind.Null,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "number" => value.ValueKind == JsonValueKind.Number,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && decimal.IsInteger(number),
            "string" => value.ValueKind == JsonValueKind.String,
            var other => throw new InvalidOperationException($"A type that the checker does not know: {other}"),
        };

    private static bool IsLike(string text, string pattern) => Regex.IsMatch(text, pattern, RegexOptions.None, TimeSpan.FromSeconds(1));

    private sealed class SeenFields
    {
        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        public bool AreDeclared { get; set; }

        public IEnumerable<string> Unknown(JsonElement value) =>
            AreDeclared && value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().Select(field => field.Name).Where(name => !Names.Contains(name)) : [];

        public void Add(SeenFields other)
        {
            Names.UnionWith(other.Names);
            AreDeclared |= other.AreDeclared;
        }
    }
}
