using System.Text;
using System.Text.Json;
using VramBot.Discord.Tests.Loopback;

namespace VramBot.Discord.Tests.OpenApi;

/// <summary>What Discord takes and what it does not, by its description and its documentation.</summary>
public sealed class DiscordDescriptionTests
{
    private static readonly Dictionary<string, string> NoQuery = [];

    [Theory]
    [InlineData("""{"type": 1}""")]
    [InlineData("""{"type": 5, "data": {"flags": 64}}""")]
    [InlineData("""{"type": 6}""")]
    [InlineData("""{"type": 8, "data": {"choices": []}}""")]
    [InlineData("""{"type": 8, "data": {"choices": [{"name": "Mixtral 8x7B", "value": "mixtral-8x7b", "name_localizations": {"pt-BR": "Mixtral 8x7B"}}]}}""")]
    [InlineData("""{"type": 4, "data": {"content": "hi", "allowed_mentions": {"parse": []}, "flags": 64}}""")]
    [InlineData("""{"type": 4, "data": {"embeds": [{"title": "t", "color": 255, "fields": [{"name": "a", "value": "b", "inline": true}], "footer": {"text": "f"}}]}}""")]
    [InlineData("""{"type": 7, "data": {"components": [{"type": 1, "components": [{"type": 3, "custom_id": "a", "options": [{"label": "x", "value": "x"}, {"label": "y", "value": "y"}]}]}, {"type": 1, "components": [{"type": 2, "style": 1, "custom_id": "b", "label": "B"}, {"type": 2, "style": 5, "url": "https://example.org", "label": "C"}]}]}}""")]
    [InlineData("""{"type": 4, "data": {"flags": 32768, "components": [{"type": 17, "components": [{"type": 10, "content": "text"}]}]}}""")]
    public void A_good_answer_is_accepted(string body) => Assert.Empty(Callback(body));

    [Theory]
    [InlineData("""{"type": 3}""")]
    [InlineData("""{"data": {}}""")]
    [InlineData("""{"type": 4}""")]
    [InlineData("""{"type": 4, "data": {}}""")]
    [InlineData("""{"type": 4, "data": {"content": "  "}}""")]
    [InlineData("""{"type": 4, "data": {"contents": "misspelt"}}""")]
    [InlineData("""{"type": 4, "data": {"content": "x", "embeds": [{"titel": "misspelt", "title": "t"}]}}""")]
    [InlineData("""{"type": 4, "data": {"embeds": [{"color": 255}]}}""")]
    [InlineData("""{"type": 4, "data": {"embeds": [{"title": "t", "color": 16777216}]}}""")]
    [InlineData("""{"type": 4, "data": {"embeds": [{"title": "t", "fields": [{"name": " ", "value": "b"}]}]}}""")]
    [InlineData("""{"type": 4, "data": {"embeds": [{"title": "t", "fields": [{"name": "a"}]}]}}""")]
    [InlineData("""{"type": 4, "data": {"embeds": [{"title": "t", "image": {"url": "attachment://chart.png"}}]}}""")]
    [InlineData("""{"type": 4, "data": {"content": "x", "attachments": [{"id": 0, "filename": "chart.png"}]}}""")]
    [InlineData("""{"type": 4, "data": {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}}""")]
    [InlineData("""{"type": 4, "data": {"content": "x", "allowed_mentions": {"parse": ["all"]}}}""")]
    [InlineData("""{"type": 5, "data": {"content": "x"}}""")]
    [InlineData("""{"type": 5, "data": {"flags": 32768}}""")]
    [InlineData("""{"type": 6, "data": {"content": "x"}}""")]
    [InlineData("""{"type": 8, "data": {"choices": [{"name": "", "value": "x"}]}}""")]
    [InlineData("""{"type": 8}""")]
    [InlineData("""{"type": 7, "data": {"components": [{"type": 2, "style": 1, "custom_id": "a", "label": "A"}]}}""")]
    [InlineData("""{"type": 7, "data": {"components": [{"type": 1, "components": []}]}}""")]
    [InlineData("""{"type": 7, "data": {"components": [{"type": 1, "components": [{"type": 2, "style": 1, "custom_id": "a"}]}]}}""")]
    [InlineData("""{"type": 7, "data": {"components": [{"type": 1, "components": [{"type": 2, "style": 1, "label": "A"}]}]}}""")]
    [InlineData("""{"type": 7, "data": {"components": [{"type": 1, "components": [{"type": 2, "style": 5, "label": "A", "custom_id": "a"}]}]}}""")]
    [InlineData("""{"type": 7, "data": {"components": [{"type": 1, "components": [{"type": 2, "style": 1, "label": "A", "custom_id": "a"}, {"type": 2, "style": 1, "label": "B", "custom_id": "a"}]}]}}""")]
    [InlineData("""{"type": 7, "data": {"components": [{"type": 1, "components": [{"type": 2, "style": 1, "label": "A", "custom_id": "a"}, {"type": 3, "custom_id": "b", "options": [{"label": "x", "value": "x"}]}]}]}}""")]
    [InlineData("""{"type": 7, "data": {"components": [{"type": 1, "components": [{"type": 3, "custom_id": "b", "options": [{"label": "x", "value": "x"}, {"label": "y", "value": "x"}]}]}]}}""")]
    [InlineData("""{"type": 7, "data": {"components": [{"type": 1, "components": [{"type": 3, "custom_id": "b", "options": [{"label": "x", "value": "x", "default": true}, {"label": "y", "value": "y", "default": true}]}]}]}}""")]
    [InlineData("""{"type": 4, "data": {"flags": 32768, "content": "x", "components": [{"type": 10, "content": "text"}]}}""")]
    public void A_bad_answer_is_refused(string body) => Assert.NotEmpty(Callback(body));

    [Theory]
    [InlineData("content", 2_000)]
    [InlineData("title", 256)]
    [InlineData("description", 4_096)]
    [InlineData("fields", 25)]
    [InlineData("embeds", 10)]
    [InlineData("rows", 5)]
    [InlineData("buttons", 5)]
    [InlineData("options", 25)]
    [InlineData("choices", 25)]
    [InlineData("custom_id", 100)]
    [InlineData("label", 80)]
    [InlineData("together", 6_000)]
    public void A_limit_is_held_to_the_last_unit(string what, int most)
    {
        Assert.Empty(Callback(Filled(what, most)));
        Assert.NotEmpty(Callback(Filled(what, most + 1)));
    }

    [Theory]
    [InlineData("""[{"name": "vram", "description": "d", "type": 1, "integration_types": [0, 1], "contexts": [0, 1, 2], "default_member_permissions": "0", "options": [{"type": 3, "name": "model", "name_localizations": {"pt-BR": "modelo"}, "description": "d", "required": true, "autocomplete": true}, {"type": 4, "name": "batch", "description": "d", "min_value": 1, "max_value": 4096}]}]""", true)]
    [InlineData("""[{"name": "Vram", "description": "d"}]""", false)]
    [InlineData("""[{"name": "vram x", "description": "d"}]""", false)]
    [InlineData("""[{"name": "vram"}]""", false)]
    [InlineData("""[{"name": "vram", "description": "d"}, {"name": "vram", "description": "d"}]""", false)]
    [InlineData("""[{"name": "vram", "description": "d", "descripton_localizations": {}}]""", false)]
    [InlineData("""[{"name": "vram", "description": "d", "name_localizations": {"pt": "vram"}}]""", false)]
    [InlineData("""[{"name": "vram", "description": "d", "options": [{"type": 3, "name": "a", "description": "d"}, {"type": 3, "name": "b", "description": "d", "required": true}]}]""", false)]
    [InlineData("""[{"name": "vram", "description": "d", "options": [{"type": 3, "name": "a", "description": "d"}, {"type": 3, "name": "a", "description": "d"}]}]""", false)]
    [InlineData("""[{"name": "vram", "description": "d", "options": [{"type": 3, "name": "a", "description": "d", "name_localizations": {"de": "b"}}, {"type": 3, "name": "b", "description": "d"}]}]""", false)]
    [InlineData("""[{"name": "vram", "description": "d", "options": [{"type": 3, "name": "a", "description": "d", "autocomplete": true, "choices": [{"name": "x", "value": "x"}]}]}]""", false)]
    [InlineData("""[{"name": "vram", "description": "d", "options": [{"type": 4, "name": "a", "description": "d", "min_value": 5, "max_value": 1}]}]""", false)]
    [InlineData("""[{"name": "vram", "description": "d", "options": [{"type": 1, "name": "a", "description": "d"}, {"type": 3, "name": "b", "description": "d"}]}]""", false)]
    [InlineData("""{"name": "vram", "description": "d"}""", false)]
    public void Commands_are_held_to_the_rules(string body, bool good) => Assert.Equal(good, Commands(body).Count == 0);

    [Fact]
    public void A_commands_characters_are_counted_together_by_their_longest_translation()
    {
        var options = string.Join(',', Enumerable.Range(0, 20).Select(index => $$"""{"type": 3, "name": "o{{index:D2}}", "description": "d", "choices": [{{string.Join(',', Enumerable.Range(0, 2).Select(choice => $$"""{"name": "{{choice}}{{new string('x', 99)}}", "value": "{{new string('y', 95)}}"}"""))}}]}"""));
        // 5 of the command, 4 for each option, 195 for each choice.
        Assert.Empty(Commands($$"""[{"name": "vram", "description": "d", "options": [{{options}}]}]"""));
        Assert.Contains(Commands($$"""[{"name": "vram", "description": "d", "description_localizations": {"de": "{{new string('x', 100)}}"}, "options": [{{options.Replace("\"description\": \"d\"", "\"description\": \"fifteen letters\"", StringComparison.Ordinal)}}]}]"""), problem => problem.Contains("APPLICATION_COMMAND_TOO_LARGE", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GET", "/gateway/bot", true)]
    [InlineData("POST", "/gateway/bot", false)]
    [InlineData("GET", "/gateway", false)]
    [InlineData("GET", "/applications/12/commands", true)]
    [InlineData("GET", "/applications/x/commands", false)]
    [InlineData("GET", "/applications/@me", true)]
    [InlineData("DELETE", "/webhooks/1/token/messages/@original", true)]
    [InlineData("PATCH", "/webhooks/1/token/messages/@original", false)]
    public void Paths_methods_and_ids_are_checked(string method, string path, bool good) =>
        Assert.Equal(good, DiscordDescription.Shipped.ProblemsOf(method, path, NoQuery, null, []).Count == 0);

    [Fact]
    public void A_query_is_checked()
    {
        Assert.Empty(DiscordDescription.Shipped.ProblemsOf("GET", "/applications/1/commands", new Dictionary<string, string> { ["with_localizations"] = "true" }, null, []));
        Assert.NotEmpty(DiscordDescription.Shipped.ProblemsOf("GET", "/applications/1/commands", new Dictionary<string, string> { ["with_localisations"] = "true" }, null, []));
        Assert.NotEmpty(DiscordDescription.Shipped.ProblemsOf("GET", "/applications/1/commands", new Dictionary<string, string> { ["with_localizations"] = "yes" }, null, []));
    }

    private static IReadOnlyList<string> Callback(string body) => RestServer.ProblemsOf(Encoding.UTF8.GetBytes(body));

    private static IReadOnlyList<string> Commands(string body) => DiscordDescription.Shipped.ProblemsOf("PUT", "/applications/1/commands", NoQuery, JsonElement.Parse(body), []);

    private static string Filled(string what, int count)
    {
        static string Text(int length) => new('x', length);
        static string Many(int count, Func<int, string> one) => string.Join(',', Enumerable.Range(0, count).Select(one));
        static string Button(string id, string label) => $$"""{"type": 2, "style": 1, "custom_id": "{{id}}", "label": "{{label}}"}""";
        static string Row(string within) => $$"""{"type": 1, "components": [{{within}}]}""";
        if (what == "choices")
            return "{\"type\": 8, \"data\": {\"choices\": [" + Many(count, index => $$"""{"name": "n{{index}}", "value": "v{{index}}"}""") + "]}}";
        var data = what switch
        {
            "content" => $"\"content\": \"{Text(count)}\"",
            "title" => $"\"embeds\": [{{\"title\": \"{Text(count)}\"}}]",
            "description" => $"\"embeds\": [{{\"description\": \"{Text(count)}\"}}]",
            "fields" => $"\"embeds\": [{{\"fields\": [{Many(count, _ => """{"name": "a", "value": "b"}""")}]}}]",
            "embeds" => $"\"embeds\": [{Many(count, _ => """{"title": "a"}""")}]",
            "together" => $"\"embeds\": [{{\"description\": \"{Text(4_096)}\"}}, {{\"description\": \"{Text(count - 4_096)}\"}}]",
            "rows" => $"\"components\": [{Many(count, index => Row(Button($"b{index}", "B")))}]",
            "buttons" => $"\"components\": [{Row(Many(count, index => Button($"b{index}", "B")))}]",
            "options" => "\"components\": [" + Row("{\"type\": 3, \"custom_id\": \"s\", \"options\": [" + Many(count, index => $$"""{"label": "l", "value": "v{{index}}"}""") + "]}") + "]",
            "custom_id" => $"\"components\": [{Row(Button(Text(count), "B"))}]",
            _ => $"\"components\": [{Row(Button("b", Text(count)))}]",
        };
        return "{\"type\": 4, \"data\": {" + data + "}}";
    }
}
