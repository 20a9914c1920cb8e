using System.Text.Json;

namespace VramBot.Discord.Tests.OpenApi;

/// <summary>The limits of components that no schema states.</summary>
internal static class ComponentLimits
{
    /// <summary>An action row.</summary>
    public const int Row = 1;

    /// <summary>A text display.</summary>
    public const int TextDisplay = 10;

    private const int Button = 2;
    private const int Select = 3;
    private const int Link = 5;
    private const int Premium = 6;

    /// <summary>What is wrong with a message's components.</summary>
    public static IEnumerable<string> ProblemsOf(IEnumerable<JsonElement> components)
    {
        var all = All(components).ToList();
        return
        [
            .. Twice(all, "custom_id").Select(id => $"custom_id {id} stands there twice"),
            .. Twice(all, "id").Select(id => $"id {id} stands there twice"),
            .. all.Where(component => TypeOf(component) == Row).SelectMany(RowProblems),
            .. all.Where(component => TypeOf(component) == Button).SelectMany(ButtonProblems),
            .. all.Where(component => TypeOf(component) == Select).SelectMany(SelectProblems),
        ];
    }

    /// <summary>Components and those within them.</summary>
    public static IEnumerable<JsonElement> All(IEnumerable<JsonElement> components) => components.SelectMany(component => All(
        MessageLimits.List(component, "components").Concat(component.TryGetProperty("accessory", out var accessory) ? [accessory] : [])).Prepend(component));

    private static IEnumerable<string> Twice(List<JsonElement> all, string name) =>
        all.Where(component => component.TryGetProperty(name, out var id) && id.ValueKind != JsonValueKind.Null).GroupBy(component => component.GetProperty(name).ToString(), StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key);

    private static IEnumerable<string> RowProblems(JsonElement row)
    {
        var within = MessageLimits.List(row, "components").ToList();
        if (within.Count > 1 && within.Exists(component => TypeOf(component) != Button))
            yield return "a select shares its row";
    }

    private static IEnumerable<string> ButtonProblems(JsonElement button)
    {
        var style = button.GetProperty("style").GetInt32();
        var named = MessageLimits.Text(button, "custom_id").Length > 0;
        if (style is Link or Premium ? named : !named)
            yield return $"a button of style {style} with custom_id {(named ? "set" : "missing")}";
        if (style == Link != MessageLimits.Text(button, "url").Length > 0)
            yield return $"a button of style {style} with url {(style == Link ? "missing" : "set")}";
        if (style != Premium && MessageLimits.Text(button, "label").Length == 0 && !button.TryGetProperty("emoji", out _))
            yield return "a button that shows nothing";
    }

    private static IEnumerable<string> SelectProblems(JsonElement select)
    {
        var options = MessageLimits.List(select, "options").ToList();
        var least = Number(select, "min_values");
        var most = Number(select, "max_values");
        foreach (var group in options.GroupBy(option => option.GetProperty("value").GetString(), StringComparer.Ordinal).Where(group => group.Count() > 1))
            yield return $"the select's value {group.Key} stands there twice";
        if (least > options.Count || most > options.Count || least > most)
            yield return $"a select of {least} to {most} out of {options.Count}";
        if (options.Count(option => option.TryGetProperty("default", out var chosen) && chosen.ValueKind == JsonValueKind.True) > most)
            yield return $"more than {most} chosen beforehand";
    }

    private static int Number(JsonElement node, string name) => node.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number ? number.GetInt32() : 1;

    private static int TypeOf(JsonElement component) => component.GetProperty("type").GetInt32();
}
