using System.Text.Json;
using System.Text.RegularExpressions;
using VramBot.Testing;

namespace VramBot.Slack.Tests.Blocks;

/// <summary>Holds what is sent to Slack against Slack's limits, and refuses properties that it does not know, as Slack does.</summary>
internal static partial class SlackRules
{
    private static readonly JsonElement Limits = JsonElement.Parse(File.ReadAllText(Repository.PathOf("tests", "VramBot.Slack.Tests", "Blocks", "slack-block-limits.json")));

    /// <summary>What each kind must have, then what it may have.</summary>
    private static readonly Dictionary<string, (string[] Must, string[] May)> Shapes = new(StringComparer.Ordinal)
    {
        ["header"] = (["type", "text"], ["block_id"]),
        ["section"] = (["type"], ["block_id", "text", "fields", "accessory", "expand"]),
        ["context"] = (["type", "elements"], ["block_id"]),
        ["actions"] = (["type", "elements"], ["block_id"]),
        ["divider"] = (["type"], ["block_id"]),
        ["input"] = (["type", "label", "element"], ["block_id", "hint", "optional", "dispatch_action"]),
        ["plain_text"] = (["type", "text"], ["emoji"]),
        ["mrkdwn"] = (["type", "text"], ["verbatim"]),
        ["button"] = (["type", "text", "action_id"], ["value", "url", "style", "confirm", "accessibility_label"]),
        ["static_select"] = (["type", "action_id", "options"], ["placeholder", "initial_option", "confirm", "focus_on_load"]),
        ["external_select"] = (["type", "action_id"], ["placeholder", "initial_option", "min_query_length", "confirm", "focus_on_load"]),
        ["plain_text_input"] = (["type", "action_id"], ["placeholder", "initial_value", "multiline", "min_length", "max_length", "focus_on_load", "dispatch_action_config"]),
        ["radio_buttons"] = (["type", "action_id", "options"], ["initial_option", "confirm", "focus_on_load"]),
        ["option"] = (["text", "value"], ["description", "url"]),
        ["message"] = (["text"], ["blocks", "response_type", "replace_original", "delete_original", "thread_ts"]),
        ["modal"] = (["type", "title", "blocks"], ["callback_id", "submit", "close", "private_metadata", "clear_on_close", "notify_on_close", "external_id"]),
        ["options_response"] = (["options"], []),
    };

    /// <summary>Everything that is wrong with a message.</summary>
    public static List<string> ProblemsOf(JsonElement message)
    {
        var problems = new List<string>();
        Shape(message, "message", "$", problems);
        if (Text(message, "text") is not { Length: > 0 } text)
            problems.Add("$.text: is empty");
        else
            Escaped(text, "$.text", problems, Limit("message", "text_advised"));
        if (message.TryGetProperty("response_type", out var type) && type.GetString() is not ("ephemeral" or "in_channel"))
            problems.Add("$.response_type: unknown");
        if (message.TryGetProperty("blocks", out var blocks))
            Blocks(blocks, "$.blocks", problems, Limit("message", "blocks"), ["header", "section", "context", "actions", "divider"]);
        return problems;
    }

    /// <summary>Everything that is wrong with a form.</summary>
    public static List<string> ProblemsOfView(JsonElement view)
    {
        var problems = new List<string>();
        Shape(view, "modal", "$", problems);
        foreach (var name in new[] { "title", "submit", "close" })
            if (view.TryGetProperty(name, out var text))
                TextObject(text, $"$.{name}", problems, Limit("view", name), "plain_text");
        foreach (var name in new[] { "callback_id", "private_metadata" })
            Length(view, name, "$", problems, Limit("view", name));
        if (!view.TryGetProperty("blocks", out var blocks))
            return problems;
        Blocks(blocks, "$.blocks", problems, Limit("view", "blocks"), ["header", "section", "context", "actions", "divider", "input"]);
        if (blocks.EnumerateArray().Any(block => Text(block, "type") == "input") && !view.TryGetProperty("submit", out _))
            problems.Add("$.submit: is missing beside a field");
        return problems;
    }

    /// <summary>Everything that is wrong with what fills an external menu.</summary>
    public static List<string> ProblemsOfOptions(JsonElement answer)
    {
        var problems = new List<string>();
        Shape(answer, "options_response", "$", problems);
        Options(answer, "$", problems, 0, Limit("options_response", "options"));
        return problems;
    }

    private static void Blocks(JsonElement blocks, string path, List<string> problems, int most, string[] kinds)
    {
        Count(blocks, path, problems, 1, most);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (place, block) in blocks.EnumerateArray().Index())
        {
            var at = $"{path}[{place}]";
            if (Text(block, "type") is not { } kind || !kinds.Contains(kind))
            {
                problems.Add($"{at}.type: {Text(block, "type")} is no block here");
                continue;
            }

            Shape(block, kind, at, problems);
            Length(block, "block_id", at, problems, Limit("block_id"));
            if (Text(block, "block_id") is { } id && !ids.Add(id))
                problems.Add($"{at}.block_id: is there twice");
            OneBlock(block, kind, at, problems);
        }
    }

    private static void OneBlock(JsonElement block, string kind, string at, List<string> problems)
    {
        switch (kind)
        {
            case "header" when block.TryGetProperty("text", out var text):
                TextObject(text, $"{at}.text", problems, Limit("header", "text"), "plain_text");
                break;
            case "section":
                if (block.TryGetProperty("text", out var said))
                    TextObject(said, $"{at}.text", problems, Limits.GetProperty("section").GetProperty("text")[1].GetInt32());
                else if (!block.TryGetProperty("fields", out _))
                    problems.Add($"{at}: has neither text nor fields");
                break;
            case "context" when block.TryGetProperty("elements", out var small):
                Count(small, $"{at}.elements", problems, 1, Limits.GetProperty("context").GetProperty("elements")[1].GetInt32());
                foreach (var (place, element) in small.EnumerateArray().Index())
                    TextObject(element, $"{at}.elements[{place}]", problems, Limits.GetProperty("text_object")[1].GetInt32());
                break;
            case "actions" when block.TryGetProperty("elements", out var elements):
                Count(elements, $"{at}.elements", problems, 1, Limits.GetProperty("actions").GetProperty("elements")[1].GetInt32());
                if (elements.EnumerateArray().GroupBy(element => Text(element, "action_id")).Any(same => same.Count() > 1))
                    problems.Add($"{at}.elements: an action_id is there twice");
                foreach (var (place, element) in elements.EnumerateArray().Index())
                    Element(element, $"{at}.elements[{place}]", problems, ["button", "static_select", "external_select", "radio_buttons"]);
                break;
            case "input":
                if (block.TryGetProperty("label", out var label))
                    TextObject(label, $"{at}.label", problems, Limit("input", "label"), "plain_text");
                if (block.TryGetProperty("hint", out var hint))
                    TextObject(hint, $"{at}.hint", problems, Limit("input", "hint"), "plain_text");
                if (block.TryGetProperty("element", out var field))
                    Element(field, $"{at}.element", problems, ["static_select", "external_select", "radio_buttons", "plain_text_input"]);
                break;
        }
    }

    private static void Element(JsonElement element, string at, List<string> problems, string[] kinds)
    {
        if (Text(element, "type") is not { } kind || !kinds.Contains(kind))
        {
            problems.Add($"{at}.type: {Text(element, "type")} does not stand here");
            return;
        }

        Shape(element, kind, at, problems);
        Length(element, "action_id", at, problems, Limit("action_id"));
        if (element.TryGetProperty("placeholder", out var placeholder))
            TextObject(placeholder, $"{at}.placeholder", problems, Limit("select", "placeholder"), "plain_text");
        if (kind == "button")
        {
            if (element.TryGetProperty("text", out var text))
                TextObject(text, $"{at}.text", problems, Limit("button", "text"), "plain_text");
            foreach (var name in new[] { "value", "url", "accessibility_label" })
                Length(element, name, at, problems, Limit("button", name));
            if (Text(element, "style") is { } style && !Limits.GetProperty("button").GetProperty("style").EnumerateArray().Any(known => known.ValueEquals(style)))
                problems.Add($"{at}.style: unknown");
        }

        if (element.TryGetProperty("options", out _))
            Options(element, at, problems, 1, kind == "radio_buttons" ? Limits.GetProperty("radio_buttons").GetProperty("options")[1].GetInt32() : Limit("select", "options"));
        if (element.TryGetProperty("initial_option", out var initial) && (!element.TryGetProperty("options", out var options) || !options.EnumerateArray().Any(option => JsonElement.DeepEquals(option, initial))))
            problems.Add($"{at}.initial_option: is none of the options");
        if (element.TryGetProperty("max_length", out var most) && (most.GetInt32() < 1 || most.GetInt32() > Limit("plain_text_input", "max_length")))
            problems.Add($"{at}.max_length: out of range");
    }

    private static void Options(JsonElement holder, string at, List<string> problems, int least, int most)
    {
        if (!holder.TryGetProperty("options", out var options))
            return;
        Count(options, $"{at}.options", problems, least, most);
        foreach (var (place, option) in options.EnumerateArray().Index())
        {
            var here = $"{at}.options[{place}]";
            Shape(option, "option", here, problems);
            if (option.TryGetProperty("text", out var text))
                TextObject(text, $"{here}.text", problems, Limit("option", "text"), "plain_text");
            if (option.TryGetProperty("description", out var description))
                TextObject(description, $"{here}.description", problems, Limit("option", "description"), "plain_text");
            Length(option, "value", here, problems, Limit("option", "value_safe"));
        }

        if (options.EnumerateArray().GroupBy(option => Text(option, "value")).Any(same => same.Count() > 1))
            problems.Add($"{at}.options: a value is there twice");
    }

    private static void TextObject(JsonElement text, string at, List<string> problems, int most, string? only = null)
    {
        if (Text(text, "type") is not ("plain_text" or "mrkdwn") || (only is not null && Text(text, "type") != only))
        {
            problems.Add($"{at}.type: {Text(text, "type")} is no text here");
            return;
        }

        Shape(text, Text(text, "type")!, at, problems);
        Length(text, "text", at, problems, most);
        Escaped(Text(text, "text") ?? string.Empty, $"{at}.text", problems, most);
    }

    /// <summary>Nothing that is sent links or mentions: no bare angle bracket, and no ampersand but of an escape.</summary>
    private static void Escaped(string text, string at, List<string> problems, int most)
    {
        if (text.Length > most)
            problems.Add($"{at}: {text.Length} characters, at most {most}");
        if (Unescaped().IsMatch(text))
            problems.Add($"{at}: holds a sign that is not escaped");
        if (text.Split("```").Length % 2 == 0)
            problems.Add($"{at}: a fence stays open");
    }

    private static void Shape(JsonElement value, string kind, string at, List<string> problems)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            problems.Add($"{at}: is {value.ValueKind}");
            return;
        }

        var (must, may) = Shapes[kind];
        problems.AddRange(must.Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{at}.{name}: is missing"));
        problems.AddRange(value.EnumerateObject().Select(property => property.Name).Where(name => !must.Contains(name) && !may.Contains(name)).Select(name => $"{at}.{name}: invalid additional property"));
        problems.AddRange(value.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.Null).Select(property => $"{at}.{property.Name}: is null"));
    }

    private static void Length(JsonElement value, string name, string at, List<string> problems, int most)
    {
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var text) && (text.ValueKind != JsonValueKind.String || text.GetString()!.Length < 1 || text.GetString()!.Length > most))
            problems.Add($"{at}.{name}: not 1 to {most} characters");
    }

    private static void Count(JsonElement list, string at, List<string> problems, int least, int most)
    {
        if (list.GetArrayLength() < least || list.GetArrayLength() > most)
            problems.Add($"{at}: {list.GetArrayLength()}, not {least} to {most}");
    }

    private static string? Text(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static int Limit(params ReadOnlySpan<string> path)
    {
        var limit = Limits;
        foreach (var name in path)
            limit = limit.GetProperty(name);
        return limit.GetInt32();
    }

    [GeneratedRegex("[<>]|&(?!(?:amp|lt|gt);)")]
    private static partial Regex Unescaped();
}
