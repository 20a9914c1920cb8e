using System.Text.Json;

namespace VramBot.Slack.Tests.Blocks;

/// <summary>The checker refuses what Slack would, and says where.</summary>
public sealed class SlackRulesTests
{
    private const string Button = """{"type":"button","action_id":"a","text":{"type":"plain_text","text":"x"},"value":"v"}""";
    private const string Select = """{"type":"static_select","action_id":"s","options":[{"text":{"type":"plain_text","text":"x"},"value":"1"}]}""";

    [Theory]
    [InlineData("""{"text":"x"}""")]
    [InlineData("""{"text":"a &amp; b","response_type":"ephemeral","blocks":[{"type":"header","text":{"type":"plain_text","text":"x"}},{"type":"section","text":{"type":"mrkdwn","text":"```\na\n```","verbatim":true}}]}""")]
    [InlineData("""{"text":"x","blocks":[{"type":"actions","block_id":"b","elements":[""" + Button + "," + Select + """]},{"type":"context","elements":[{"type":"mrkdwn","text":"x"}]}]}""")]
    public void What_Slack_takes_is_accepted(string message) => Assert.Empty(SlackRules.ProblemsOf(JsonElement.Parse(message)));

    public static TheoryData<string, string> Bad() => new()
    {
        { """{}""", "$.text: is missing" },
        { """{"text":""}""", "$.text: is empty" },
        { """{"text":"x","flags":64}""", "$.flags: invalid additional property" },
        { """{"text":"x","response_type":"all"}""", "$.response_type" },
        { """{"text":"x","replace_original":null}""", "is null" },
        { """{"text":"<!channel>"}""", "not escaped" },
        { """{"text":"a & b"}""", "not escaped" },
        { $$"""{"text":"{{new string('x', 4001)}}"}""", "4001 characters" },
        { """{"text":"x","blocks":[]}""", "$.blocks: 0" },
        { $$"""{"text":"x","blocks":[{{string.Join(',', Enumerable.Repeat("""{"type":"divider"}""", 51))}}]}""", "$.blocks: 51" },
        { """{"text":"x","blocks":[{"type":"embed"}]}""", "is no block" },
        { """{"text":"x","blocks":[{"type":"input","label":{"type":"plain_text","text":"x"},"element":{"type":"plain_text_input","action_id":"a"}}]}""", "is no block" },
        { """{"text":"x","blocks":[{"type":"section"}]}""", "neither text nor fields" },
        { """{"text":"x","blocks":[{"type":"section","text":{"type":"mrkdwn","text":""}}]}""", "not 1 to 3000" },
        { $$$"""{"text":"x","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"{{{new string('x', 3001)}}}"}}]}""", "not 1 to 3000" },
        { """{"text":"x","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"x","emoji":false}}]}""", "emoji: invalid additional property" },
        { """{"text":"x","blocks":[{"type":"section","text":{"type":"plain_text","text":"x","verbatim":true}}]}""", "verbatim: invalid additional property" },
        { """{"text":"x","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"```\nx"}}]}""", "fence" },
        { """{"text":"x","blocks":[{"type":"header","text":{"type":"mrkdwn","text":"x"}}]}""", "is no text here" },
        { $$$"""{"text":"x","blocks":[{"type":"header","text":{"type":"plain_text","text":"{{{new string('x', 151)}}}"}}]}""", "not 1 to 150" },
        { """{"text":"x","blocks":[{"type":"context","elements":[]}]}""", "elements: 0" },
        { $$"""{"text":"x","blocks":[{"type":"context","elements":[{{string.Join(',', Enumerable.Repeat("""{"type":"mrkdwn","text":"x"}""", 11))}}]}]}""", "elements: 11" },
        { """{"text":"x","blocks":[{"type":"divider","block_id":"b"},{"type":"divider","block_id":"b"}]}""", "block_id: is there twice" },
        { $$"""{"text":"x","blocks":[{"type":"divider","block_id":"{{new string('x', 256)}}"}]}""", "not 1 to 255" },
        { Actions(Button, Button), "action_id is there twice" },
        { Actions([.. Enumerable.Range(0, 26).Select(place => Button.Replace("\"a\"", $"\"{place}\"", StringComparison.Ordinal))]), "elements: 26" },
        { Actions("""{"type":"plain_text_input","action_id":"a"}"""), "does not stand here" },
        { Actions(Button.Replace("\"value\"", "\"disabled\"", StringComparison.Ordinal)), "disabled: invalid additional property" },
        { Actions(Button.Replace("\"x\"", $"\"{new string('x', 76)}\"", StringComparison.Ordinal)), "not 1 to 75" },
        { Actions(Button.Replace("\"v\"", $"\"{new string('x', 2001)}\"", StringComparison.Ordinal)), "not 1 to 2000" },
        { Actions(Button.Replace("\"v\"", "\"v\",\"style\":\"loud\"", StringComparison.Ordinal)), "style: unknown" },
        { Actions("""{"type":"static_select","action_id":"s","options":[]}"""), "options: 0" },
        { Actions($$"""{"type":"static_select","action_id":"s","options":[{{string.Join(',', Enumerable.Range(0, 101).Select(place => $$"""{"text":{"type":"plain_text","text":"x"},"value":"{{place}}"}"""))}}]}"""), "options: 101" },
        { Actions(Select.Replace("\"1\"", $"\"{new string('1', 76)}\"", StringComparison.Ordinal)), "not 1 to 75" },
        { Actions(Select.Replace("}]}", "},{\"text\":{\"type\":\"plain_text\",\"text\":\"y\"},\"value\":\"1\"}]}", StringComparison.Ordinal)), "a value is there twice" },
        { Actions(Select.Replace("}]}", "}],\"initial_option\":{\"text\":{\"type\":\"plain_text\",\"text\":\"y\"},\"value\":\"1\"}}", StringComparison.Ordinal)), "none of the options" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_Slack_refuses_is_refused(string message, string problem) => Assert.Contains(SlackRules.ProblemsOf(JsonElement.Parse(message)), found => found.Contains(problem, StringComparison.Ordinal));

    [Theory]
    [InlineData("""{"type":"modal","title":{"type":"plain_text","text":"a title that is too long for it"},"blocks":[{"type":"divider"}]}""", "not 1 to 24")]
    [InlineData("""{"type":"modal","title":{"type":"plain_text","text":"x"},"blocks":[{"type":"input","label":{"type":"plain_text","text":"x"},"element":{"type":"plain_text_input","action_id":"a"}}]}""", "submit: is missing")]
    [InlineData("""{"type":"modal","title":{"type":"plain_text","text":"x"},"blocks":[{"type":"divider"}],"text":"x"}""", "invalid additional property")]
    [InlineData("""{"type":"modal","title":{"type":"plain_text","text":"x"},"blocks":[{"type":"divider"}],"private_metadata":""}""", "not 1 to 3000")]
    [InlineData("""{"type":"modal","title":{"type":"plain_text","text":"x"}}""", "blocks: is missing")]
    public void A_form_that_Slack_refuses_is_refused(string view, string problem) => Assert.Contains(SlackRules.ProblemsOfView(JsonElement.Parse(view)), found => found.Contains(problem, StringComparison.Ordinal));

    private static string Actions(params string[] elements) => $$"""{"text":"x","blocks":[{"type":"actions","elements":[{{string.Join(',', elements)}}]}]}""";
}
