using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace VramBot.Core.Languages;

/// <summary>Takes an interpolated text: in English it is written down at once, in another language its English form is the key under which the language has its own.</summary>
[InterpolatedStringHandler]
public ref struct TranslatedText
{
    private readonly Language language;
    private readonly StringBuilder? key;
    private readonly List<string>? values;
    private DefaultInterpolatedStringHandler english;

    /// <summary>Begins a text.</summary>
    public TranslatedText(int literalLength, int formattedCount)
    {
        language = Language.Current;
        if (ReferenceEquals(language, Language.English))
            english = new(literalLength, formattedCount, CultureInfo.InvariantCulture);
        else
            (key, values) = (new(literalLength + (3 * formattedCount)), new(formattedCount));
    }

    /// <summary>The next words.</summary>
    public void AppendLiteral(string value)
    {
        if (key is null)
            english.AppendLiteral(value);
        else
            key.Append(value.Contains('{', StringComparison.Ordinal) || value.Contains('}', StringComparison.Ordinal)
                ? value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)
                : value);
    }

    /// <summary>The next hole.</summary>
    public void AppendFormatted(string? value)
    {
        if (key is null)
            english.AppendFormatted(value);
        else
            Take(value ?? string.Empty);
    }

    /// <summary>The next hole.</summary>
    public void AppendFormatted<T>(T value) => AppendFormatted(value, null);

    /// <summary>The next hole.</summary>
    public void AppendFormatted<T>(T value, string? format)
    {
        if (key is null)
            english.AppendFormatted(value, format);
        else
            Take(value is IFormattable number ? number.ToString(format, language.Culture) : value?.ToString() ?? string.Empty);
    }

    /// <summary>The text in the language.</summary>
    internal string Said()
    {
        if (key is null)
            return english.ToStringAndClear();
        return string.Format(language.Culture, language.Of(key.ToString()), [.. values!]);
    }

    private readonly void Take(string value)
    {
        key!.Append(CultureInfo.InvariantCulture, $"{{{values!.Count}}}");
        values.Add(value);
    }
}
