using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace VramBot.App.Settings;

/// <summary>One setting of the bot.</summary>
/// <param name="Section">The section that it belongs to.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Type">What it takes.</param>
/// <param name="Default">What it is when it is left out; null for nothing.</param>
/// <param name="IsSecret">Whether nobody may see it; it can then also be read from a file.</param>
internal sealed record Setting(string Section, string Name, Type Type, object? Default, bool IsSecret)
{
    /// <summary>What a setting's name ends with when it names a file that holds the value.</summary>
    public const string FileSuffix = "_FILE";

    /// <summary>Its key in the configuration: <c>Discord:Token</c>.</summary>
    public string Key => $"{Section}:{Name}";

    /// <summary>Its environment variable: <c>Discord__Token</c>.</summary>
    public string Variable => $"{Section}__{Name}";

    /// <summary>The setting that a property of options is; a secret bears <see cref="PasswordPropertyTextAttribute"/>.</summary>
    public static Setting Of(string section, PropertyInfo property, object defaults) =>
        new(section, property.Name, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, property.GetValue(defaults), property.GetCustomAttribute<PasswordPropertyTextAttribute>() is { Password: true });

    /// <summary>What to write instead of a text that is no value of this type; null when it is one.</summary>
    public string? Expects(string text) =>
        Type == typeof(bool) ? bool.TryParse(text.Trim(), out _) ? null : "true or false"
        : Type == typeof(int) ? int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _) ? null : "a whole number"
        : Type == typeof(double) ? double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? null : "a number"
        : Type == typeof(TimeSpan) ? TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _) ? null : "a time such as 00:00:30"
        : null;
}
