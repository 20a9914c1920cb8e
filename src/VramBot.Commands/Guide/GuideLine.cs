using VramBot.Commands.Grammar;

namespace VramBot.Commands.Guide;

/// <summary>Writes the lines that stand behind the rows of the guide's tables.</summary>
internal static class GuideLine
{
    /// <summary>A <c>/vram</c> line about a model.</summary>
    public static TypedLine Vram(string model, params ReadOnlySpan<(string Option, string? Value)> options) => Of(CommandBook.Vram, "model", model, options);

    /// <summary>A <c>/vram-compare</c> line about models.</summary>
    public static TypedLine Compare(string models, params ReadOnlySpan<(string Option, string? Value)> options) => Of(CommandBook.Compare, "models", models, options);

    /// <summary>A <c>/vram-plan</c> line about a model.</summary>
    public static TypedLine Plan(string model, params ReadOnlySpan<(string Option, string? Value)> options) => Of(CommandBook.Plan, "model", model, options);

    /// <summary>The line of a topic.</summary>
    public static string Topic(string topic, string? model = null, string? gpu = null) => Of(CommandBook.Guide, "topic", topic, ("model", model), ("gpu", gpu)).ToString();

    private static TypedLine Of(CommandDescription command, string first, string value, params ReadOnlySpan<(string Option, string? Value)> options)
    {
        var line = new TypedLine(command, []).With(first, value);
        foreach (var (option, said) in options)
            line = line.With(option, said);
        return line;
    }
}
