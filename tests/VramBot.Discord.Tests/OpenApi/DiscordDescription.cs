using System.Text.Json;
using VramBot.Testing;
using VramBot.Testing.Schemas;

namespace VramBot.Discord.Tests.OpenApi;

/// <summary>Discord's description of its API: which requests there are, and what is wrong with one.</summary>
internal sealed class DiscordDescription
{
    private readonly JsonElement root;
    private readonly SchemaChecker checker;

    private DiscordDescription(JsonElement root)
    {
        this.root = root;
        checker = new(root, DiscordDialect.Words);
    }

    /// <summary>The description in this folder.</summary>
    public static DiscordDescription Shipped { get; } = new(JsonElement.Parse(File.ReadAllBytes(Repository.PathOf("tests", "VramBot.Discord.Tests", "OpenApi", "discord-openapi.json"))));

    /// <summary>The whole document.</summary>
    public JsonElement Root => root;

    /// <summary>A named schema.</summary>
    public JsonElement Schema(string name) => root.GetProperty("components").GetProperty("schemas").GetProperty(name);

    /// <summary>What is wrong with a value that a named schema describes.</summary>
    public List<string> ProblemsOf(string schema, JsonElement value) => [.. checker.ProblemsOf(Schema(schema), value).Select(problem => problem.ToString())];

    /// <summary>What is wrong with a request: no such path or method, a bad id, an unknown query, a body that is not as described, or beyond Discord's other limits.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path below the version, unescaped: <c>/gateway/bot</c>.</param>
    /// <param name="query">The query, name by name.</param>
    /// <param name="body">The JSON; null for none.</param>
    /// <param name="files">The names of files that came with it.</param>
    public IReadOnlyList<string> ProblemsOf(string method, string path, IReadOnlyDictionary<string, string> query, JsonElement? body, IReadOnlyList<string> files)
    {
        if (Find(path) is not { } template)
            return [$"no such path: {path}"];
        var item = root.GetProperty("paths").GetProperty(template);
        if (!item.TryGetProperty(method.ToLowerInvariant(), out var operation))
            return [$"no {method} on {template}"];
        var parameters = Parameters(item).Concat(Parameters(operation)).ToList();
        var problems = new List<string>();
        foreach (var (name, value) in Bound(template, path))
            problems.AddRange(ParameterProblems(parameters, "path", name, value));
        foreach (var (name, value) in query)
            problems.AddRange(ParameterProblems(parameters, "query", name, value));
        problems.AddRange(BodyProblems(operation, body, files.Count > 0));
        if (body is { } json && problems.Count == 0)
            problems.AddRange(DiscordRules.ProblemsOf(method, template, json, files));
        return problems;
    }

    private static List<JsonElement> Parameters(JsonElement node) => node.TryGetProperty("parameters", out var parameters) ? [.. parameters.EnumerateArray()] : [];

    private static IEnumerable<(string Name, string Value)> Bound(string template, string path) =>
        template.Split('/').Zip(path.Split('/')).Where(pair => IsHole(pair.First)).Select(pair => (pair.First[1..^1], pair.Second));

    private static bool IsHole(string part) => part.StartsWith('{');

    private string? Find(string path)
    {
        var parts = path.Split('/');
        return root.GetProperty("paths").EnumerateObject().Select(item => item.Name)
            .Where(template => template.Split('/') is var holes && holes.Length == parts.Length && holes.Zip(parts).All(pair => pair.First == pair.Second || (IsHole(pair.First) && pair.Second.Length > 0)))
            .MinBy(template => template.Split('/').Count(IsHole));
    }

    private IEnumerable<string> BodyProblems(JsonElement operation, JsonElement? body, bool multipart)
    {
        if (!operation.TryGetProperty("requestBody", out var wanted))
            return body is null ? [] : ["a body where none belongs"];
        if (body is not { } json)
            return ["no body"];
        return wanted.GetProperty("content").TryGetProperty(multipart ? "multipart/form-data" : "application/json", out var form)
            ? checker.ProblemsOf(form.GetProperty("schema"), json).Select(problem => problem.ToString())
            : ["files where none belong"];
    }

    private IEnumerable<string> ParameterProblems(List<JsonElement> parameters, string place, string name, string value)
    {
        var found = parameters.Find(parameter => parameter.GetProperty("in").ValueEquals(place) && parameter.GetProperty("name").ValueEquals(name));
        if (found.ValueKind == JsonValueKind.Undefined)
            return [$"no {place} parameter {name}"];
        var schema = found.GetProperty("schema");
        if (schema.TryGetProperty("type", out var type) && type.ValueEquals("boolean"))
            return value is "true" or "false" or "1" or "0" ? [] : [$"{name} is {value}"];
        return checker.ProblemsOf(schema, JsonSerializer.SerializeToElement(value), name).Select(problem => problem.ToString());
    }
}
