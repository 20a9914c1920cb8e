using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using VramBot.Commands.Grammar;
using VramBot.Core;

namespace VramBot.Slack.Interactions;

/// <summary>The fields of the form, and the line that they make. A field and its block are called like the option that they fill in.</summary>
internal static class FormFields
{
    /// <summary>Which form was sent.</summary>
    public const string CallbackId = "vram-form";

    /// <summary>The model.</summary>
    public const string Model = "model";

    /// <summary>Options that have no field of their own, as text.</summary>
    public const string More = "more";

    /// <summary>Who sees the answer.</summary>
    public const string Visibility = "visibility";

    /// <summary>The visibility of an answer that everybody in the channel sees.</summary>
    public const string Everybody = "everybody";

    /// <summary>The visibility of an answer that only the person who asked sees.</summary>
    public const string OnlyMe = "me";

    /// <summary>The options that have a field, in their order.</summary>
    public static ImmutableArray<OptionDescription> Options { get; } =
        [SharedOptions.Model, SharedOptions.Precision, SharedOptions.Context, SharedOptions.Task, SharedOptions.Gpu, SharedOptions.Users];

    /// <summary>The line that was filled in.</summary>
    /// <param name="values">The values by block and field, as Slack sends them.</param>
    public static string Line(JsonElement values)
    {
        var line = new StringBuilder().Append('/').Append(CommandBook.Vram.Name);
        foreach (var option in Options)
            if (Value(values, option.Name) is { Length: > 0 } value)
                line.Append(' ').Append(option.Name).Append(":\"").Append(value.Replace('"', ' ').Trim()).Append('"');
        return Value(values, More) is { Length: > 0 } more ? $"{line} {more}" : line.ToString();
    }

    /// <summary>What stands in a field; empty when nothing does.</summary>
    public static string Value(JsonElement values, string field) =>
        values.At(field, field) is { } given ? TypedText.Clean(given.Text("value") ?? given.Text("selected_option", "value") ?? string.Empty) : string.Empty;

    /// <summary>The field that a problem is about.</summary>
    public static string FieldOf(Problem problem)
    {
        var about = problem.Code.Split('.')[0];
        return about switch
        {
            "format" => SharedOptions.Precision.Name,
            "hub" => problem.Code == "hub.quantization" ? SharedOptions.Precision.Name : Model,
            "layout" => SharedOptions.Gpu.Name,
            "line" => Model,
            _ => Options.Any(option => option.Name == about) ? about : More,
        };
    }
}
