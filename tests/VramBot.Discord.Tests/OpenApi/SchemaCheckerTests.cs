using System.Text.Json;
using VramBot.Testing.Schemas;

namespace VramBot.Discord.Tests.OpenApi;

/// <summary>The checker refuses what is wrong, and says where.</summary>
public sealed class SchemaCheckerTests
{
    // Words that describe and demand nothing.
    private static readonly HashSet<string> Said = new(StringComparer.Ordinal) { "title", "description", "default", "contentEncoding", "x-discord-union" };

    private static readonly SchemaChecker Checker = new(JsonElement.Parse(
        """{"components": {"schemas": {"Id": {"type": "string", "format": "snowflake", "pattern": "^[0-9]+$"}, "A": {"type": "object", "properties": {"type": {"const": 1}, "a": {"type": "string", "maxLength": 3}}, "required": ["type"]}, "B": {"type": "object", "properties": {"type": {"const": 2}, "b": {"type": "integer"}}, "required": ["type", "b"]}}}}"""), DiscordDialect.Words);

    [Theory]
    [InlineData("""{"type": "string"}""", "\"x\"")]
    [InlineData("""{"type": ["string", "null"]}""", "null")]
    [InlineData("""{"type": "integer"}""", "3.0")]
    [InlineData("""{"type": "number"}""", "3.5")]
    [InlineData("""{"enum": [1, 2]}""", "2")]
    [InlineData("""{"type": "string", "maxLength": 1}""", "\"😀\"")]
    [InlineData("""{"type": "object", "additionalProperties": {"type": "string"}}""", """{"de": "x"}""")]
    [InlineData("""{"type": "object"}""", """{"anything": 1}""")]
    [InlineData("""{"$ref": "#/components/schemas/Id"}""", "\"123\"")]
    [InlineData("""{"$ref": "#/components/schemas/Id"}""", "0")]
    [InlineData("""{"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/A"}]}""", """{"type": 1, "a": "abc"}""")]
    [InlineData("""{"anyOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}]}""", """{"type": 2, "b": 5}""")]
    [InlineData("""{"allOf": [{"$ref": "#/components/schemas/A"}, {"type": "object", "properties": {"c": {"type": "boolean"}}}]}""", """{"type": 1, "c": true}""")]
    [InlineData("""{"type": "string", "format": "uri"}""", "\"https://example.org/a\"")]
    [InlineData("""{"type": "object", "patternProperties": {"^[a-z]+$": {"type": "string"}}, "additionalProperties": false}""", """{"abc": "x"}""")]
    [InlineData("""{"type": "string", "regex": "^a$"}""", "\"a\"")]
    public void What_fits_is_accepted(string schema, string value) => Assert.Empty(Problems(schema, value));

    [Theory]
    [InlineData("""{"type": "string"}""", "1", "$: is Number")]
    [InlineData("""{"type": ["string", "null"]}""", "false", "$: is False")]
    [InlineData("""{"type": "integer"}""", "3.5", "$: is Number")]
    [InlineData("""{"type": "integer", "format": "int32"}""", "3000000000", "is no int32")]
    [InlineData("""{"type": "integer"}""", "\"3\"", "$: is String")]
    [InlineData("""{"type": "integer", "minimum": 2}""", "1", "is below 2")]
    [InlineData("""{"type": "integer", "maximum": 2}""", "3", "is above 2")]
    [InlineData("""{"enum": [1, 2]}""", "3", "is none of")]
    [InlineData("""{"const": 1}""", "2", "is not 1")]
    [InlineData("""{"type": "string", "minLength": 1}""", "\"\"", "at least 1")]
    [InlineData("""{"type": "string", "maxLength": 2}""", "\"abc\"", "at most 2")]
    [InlineData("""{"type": "string", "pattern": "^a$"}""", "\"b\"", "is not like")]
    [InlineData("""{"type": "string", "format": "uri"}""", "\"no address\"", "is no uri")]
    [InlineData("""{"type": "string", "format": "date-time"}""", "\"yesterday-ish\"", "is no date-time")]
    [InlineData("""{"type": "array", "items": {"type": "string"}}""", """["a", 1]""", "$[1]: is Number")]
    [InlineData("""{"type": "array", "minItems": 1}""", "[]", "at least 1")]
    [InlineData("""{"type": "string", "regex": "^a$"}""", "\"b\"", "is not like")]
    [InlineData("""{"type": "object", "patternProperties": {"^[a-z]+$": {"type": "string"}}, "additionalProperties": false}""", """{"ABC": "x"}""", "$.ABC: no such field")]
    [InlineData("""{"type": "object", "patternProperties": {"^[a-z]+$": {"type": "string"}}}""", """{"abc": 1}""", "$.abc: is Number")]
    [InlineData("""{"type": "array", "maxItems": 1}""", "[1, 2]", "at most 1")]
    [InlineData("""{"type": "array", "uniqueItems": true}""", "[1, 2, 1]", "twice")]
    [InlineData("""{"type": "object", "properties": {"a": {}}}""", """{"b": 1}""", "$.b: no such field")]
    [InlineData("""{"type": "object", "additionalProperties": false}""", """{"b": 1}""", "$.b: no such field")]
    [InlineData("""{"type": "object", "additionalProperties": {"type": "string"}}""", """{"de": 1}""", "$.de: is Number")]
    [InlineData("""{"type": "object", "additionalProperties": {}, "maxProperties": 1}""", """{"a": 1, "b": 2}""", "at most 1")]
    [InlineData("""{"type": "object", "additionalProperties": {}, "minProperties": 1}""", "{}", "at least 1")]
    [InlineData("""{"$ref": "#/components/schemas/A"}""", "{}", "$.type: is missing")]
    [InlineData("""{"$ref": "#/components/schemas/Id"}""", "\"12x\"", "is no snowflake")]
    [InlineData("""{"$ref": "#/components/schemas/Id"}""", "-1", "is Number")]
    [InlineData("""{"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/A"}]}""", """{"type": 1, "a": "abcd"}""", "$.a: 4 characters")]
    [InlineData("""{"oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}]}""", """{"type": 2, "b": "x"}""", "$.b: is String")]
    [InlineData("""{"oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}]}""", """{"type": 1, "b": 1}""", "$.b: no such field")]
    [InlineData("""{"oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}]}""", """{"type": 3}""", "$.type")]
    [InlineData("""{"oneOf": [{"type": "string"}, {"minLength": 1}]}""", "\"x\"", "fits 2 of the forms")]
    [InlineData("""{"anyOf": [{"type": "string"}, {"type": "null"}]}""", "1", "is Number")]
    [InlineData("""{"allOf": [{"$ref": "#/components/schemas/A"}, {"type": "object", "properties": {"c": {"type": "boolean"}}}]}""", """{"type": 1, "d": true}""", "$.d: no such field")]
    [InlineData("""{"type": "object", "properties": {"x": {"type": "array", "items": {"$ref": "#/components/schemas/A"}}}}""", """{"x": [{"type": 1, "aa": "b"}]}""", "$.x[0].aa: no such field")]
    public void What_does_not_fit_is_refused(string schema, string value, string problem) => Assert.Contains(Problems(schema, value), found => found.Contains(problem, StringComparison.Ordinal));

    [Fact]
    public void The_checker_obeys_every_keyword_of_the_description()
    {
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var schema in DiscordDescription.Shipped.Root.GetProperty("components").GetProperty("schemas").EnumerateObject())
            Collect(schema.Value, unknown);
        Assert.Empty(unknown);
    }

    private static IEnumerable<string> Problems(string schema, string value) => Checker.ProblemsOf(JsonElement.Parse(schema), JsonElement.Parse(value)).Select(problem => problem.ToString());

    private static void Collect(JsonElement schema, SortedSet<string> unknown)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            return;
        foreach (var keyword in schema.EnumerateObject())
        {
            if (!SchemaChecker.Obeyed.Contains(keyword.Name) && !Said.Contains(keyword.Name))
                unknown.Add(keyword.Name);
            if (keyword.Name == "properties")
                foreach (var property in keyword.Value.EnumerateObject())
                    Collect(property.Value, unknown);
            else if (keyword.Name is "items" or "additionalProperties")
                Collect(keyword.Value, unknown);
            else if (keyword.Name is "oneOf" or "anyOf" or "allOf")
                foreach (var branch in keyword.Value.EnumerateArray())
                    Collect(branch, unknown);
        }
    }
}
