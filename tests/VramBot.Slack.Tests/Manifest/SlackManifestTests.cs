using System.Text.Json;
using System.Text.Json.Nodes;
using VramBot.Commands.Grammar;
using VramBot.Slack.Manifest;
using VramBot.Slack.Tests.Rendering;
using VramBot.Testing;
using VramBot.Testing.Schemas;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace VramBot.Slack.Tests.Manifest;

public sealed class SlackManifestTests
{
    private static readonly JsonElement Schema = JsonElement.Parse(File.ReadAllText(Repository.PathOf("tests", "VramBot.Slack.Tests", "Manifest", "slack-manifest-schema-2.0.0.json")));
    private static readonly SchemaChecker Checker = new(Schema, new());

    // Words that describe and demand nothing; the formats are those of addresses, which a pattern beside them holds.
    private static readonly HashSet<string> Said = new(StringComparer.Ordinal) { "$schema", "title", "description", "default", "definitions", "format", "_note" };

    [Theory]
    [InlineData(false, null, false)]
    [InlineData(false, null, true)]
    [InlineData(true, null, false)]
    [InlineData(true, "https://bot.example.org/", true)]
    public void Slack_takes_the_manifest(bool httpMode, string? publicUrl, bool shares) => Assert.Empty(ProblemsOf(Json(SlackManifest.Write(httpMode, publicUrl, shares))));

    [Theory]
    [InlineData("socket-mode", false, null, false)]
    [InlineData("http-with-sharing", true, "https://bot.example.org", true)]
    public void A_manifest_reads_as_approved(string name, bool httpMode, string? publicUrl, bool shares) =>
        Assert.Equal(string.Empty, Approval.Difference(name, SlackManifest.Write(httpMode, publicUrl, shares)));

    [Fact]
    public void Every_command_that_is_built_is_there() => Assert.Equal(
        CommandBook.All.Where(command => command.IsBuilt).Select(command => $"/{command.Name}"),
        Commands(SlackManifest.Write(false, null, false)).Select(command => command.GetProperty("command").GetString()));

    [Fact]
    public void Every_hint_is_answered() => Assert.All(
        Commands(SlackManifest.Write(false, null, false)),
        command => Assert.Empty(Rendered.Desk.Ask($"{command.GetProperty("command").GetString()} {command.GetProperty("usage_hint").GetString()}").Problems));

    [Fact]
    public void Only_what_is_needed_is_asked_for()
    {
        Assert.Equal("""["commands"]""", Scopes(SlackManifest.Write(false, null, shares: false)));
        Assert.Equal("""["commands","chat:write"]""", Scopes(SlackManifest.Write(true, null, shares: true)));
    }

    [Fact]
    public void Socket_mode_names_no_address()
    {
        Assert.DoesNotContain("https://", SlackManifest.Write(false, "https://bot.example.org", false), StringComparison.Ordinal);
        Assert.True(Json(SlackManifest.Write(false, null, false)).GetProperty("settings").GetProperty("socket_mode_enabled").GetBoolean());
    }

    public static TheoryData<string, Action<JsonObject>> Wrongs() => new()
    {
        { "$.display_information: is missing", manifest => manifest.Remove("display_information") },
        { "$.display_information.name: is missing", manifest => manifest["display_information"]!.AsObject().Remove("name") },
        { "$.display_information.name: 36", manifest => manifest["display_information"]!["name"] = new string('x', 36) },
        { "$.display_information.background_color", manifest => manifest["display_information"]!["background_color"] = "blue!" },
        { "$.colour: no such field", manifest => manifest["colour"] = "red" },
        { "$.features.slash_commands: 0", manifest => manifest["features"]!["slash_commands"] = new JsonArray() },
        { "$.features.slash_commands[0].command: \"vram\"", manifest => manifest["features"]!["slash_commands"]![0]!["command"] = "vram" },
        { "$.features.slash_commands[0].command: 33", manifest => manifest["features"]!["slash_commands"]![0]!["command"] = $"/{new string('x', 32)}" },
        { "$.features.slash_commands[0].description: is missing", manifest => manifest["features"]!["slash_commands"]![0]!.AsObject().Remove("description") },
        { "$.features.slash_commands[0].url", manifest => manifest["features"]!["slash_commands"]![0]!["url"] = "bot.example.org" },
        { "$.features.slash_commands[0].should_escape: is String", manifest => manifest["features"]!["slash_commands"]![0]!["should_escape"] = "false" },
        { "$.oauth_config.scopes.bot: is String", manifest => manifest["oauth_config"]!["scopes"]!["bot"] = "commands" },
        { "$.settings.event_subscriptions.bot_events: holds something twice", manifest => manifest["settings"]!["event_subscriptions"]!["bot_events"] = new JsonArray("a", "a") },
        { "$.settings.interactivity.is_enabled: is missing", manifest => manifest["settings"]!["interactivity"]!.AsObject().Remove("is_enabled") },
    };

    [Theory]
    [MemberData(nameof(Wrongs))]
    public void A_bad_manifest_is_refused(string problem, Action<JsonObject> spoil)
    {
        var manifest = JsonNode.Parse(Json(SlackManifest.Write(true, null, true)).GetRawText())!.AsObject();
        spoil(manifest);
        Assert.Contains(ProblemsOf(JsonSerializer.SerializeToElement(manifest)), found => found.StartsWith(problem, StringComparison.Ordinal));
    }

    /// <summary>A keyword that the checker does not obey would let anything pass.</summary>
    [Fact]
    public void Every_keyword_of_the_schema_is_obeyed()
    {
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        Look(Schema);
        Assert.Empty(unknown);

        void Look(JsonElement schema)
        {
            if (schema.ValueKind != JsonValueKind.Object)
                return;
            foreach (var word in schema.EnumerateObject())
            {
                if (!SchemaChecker.Obeyed.Contains(word.Name) && !Said.Contains(word.Name))
                    unknown.Add(word.Name);
                if (word.Name is "properties" or "patternProperties" or "definitions")
                    foreach (var property in word.Value.EnumerateObject())
                        Look(property.Value);
                else if (word.Name is "anyOf")
                    foreach (var form in word.Value.EnumerateArray())
                        Look(form);
                else if (word.Name is "items" or "additionalProperties")
                    Look(word.Value);
            }
        }
    }

    private static IEnumerable<string> ProblemsOf(JsonElement manifest) => Checker.ProblemsOf(Schema, manifest).Select(problem => problem.ToString());

    private static List<JsonElement> Commands(string yaml) => [.. Json(yaml).GetProperty("features").GetProperty("slash_commands").EnumerateArray()];

    private static string Scopes(string yaml) => Json(yaml).GetProperty("oauth_config").GetProperty("scopes").GetProperty("bot").GetRawText();

    /// <summary>The YAML as another reader reads it.</summary>
    private static JsonElement Json(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return JsonSerializer.SerializeToElement(Node(stream.Documents[0].RootNode));
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(child => KeyValuePair.Create(((YamlScalarNode)child.Key).Value!, Node(child.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Node)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } flag => JsonValue.Create(flag.Value == "true"),
        YamlScalarNode text => JsonValue.Create(text.Value),
        _ => null,
    };
}
