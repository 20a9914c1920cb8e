using System.Text;

namespace VramBot.Slack.Manifest;

/// <summary>Writes the little YAML that a manifest needs: maps, lists, texts in double quotes, and flags.</summary>
internal sealed class YamlText
{
    private const string Step = "  ";
    private readonly StringBuilder yaml = new();
    private int depth;
    private bool isFirstOfItem;

    /// <summary>A remark on a line of its own.</summary>
    public YamlText Comment(string text)
    {
        yaml.Append("# ").Append(text).Append('\n');
        return this;
    }

    /// <summary>Begins a map or a list under a name.</summary>
    public YamlText Begin(string name)
    {
        Line($"{name}:");
        depth++;
        return this;
    }

    /// <summary>Begins a map as an item of a list.</summary>
    public YamlText BeginItem()
    {
        isFirstOfItem = true;
        depth++;
        return this;
    }

    /// <summary>Ends what was begun last.</summary>
    public YamlText End()
    {
        depth--;
        return this;
    }

    /// <summary>A text under a name.</summary>
    public YamlText Text(string name, string value) => Line($"{name}: {Quoted(value)}");

    /// <summary>A truth value under a name.</summary>
    public YamlText Flag(string name, bool value) => Line($"{name}: {(value ? "true" : "false")}");

    /// <summary>A text as an item of a list.</summary>
    public YamlText Item(string value) => Line($"- {Quoted(value)}");

    /// <inheritdoc />
    public override string ToString() => yaml.ToString();

    private YamlText Line(string text)
    {
        for (var step = isFirstOfItem ? 1 : 0; step < depth; step++)
            yaml.Append(Step);
        yaml.Append(isFirstOfItem ? "- " : string.Empty).Append(text).Append('\n');
        isFirstOfItem = false;
        return this;
    }

    /// <summary>Double quotes: nothing in them is taken for anything else.</summary>
    private static string Quoted(string value) => $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
