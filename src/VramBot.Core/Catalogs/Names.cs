using System.Text;

namespace VramBot.Core.Catalogs;

/// <summary>The forms in which names are compared.</summary>
public static class Names
{
    private const int LongestName = 200;

    /// <summary>Lower case, with each run of <c>- _ . : /</c> and white space as one hyphen; <c>+</c> and <c>#</c> are kept, other signs dropped.</summary>
    public static string Normalize(string name) => Reduce(name, '-');

    /// <summary>The same without the hyphens: <c>rtx4090</c>.</summary>
    public static string Compact(string name) => Reduce(name, null);

    private static string Reduce(string name, char? separator)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = new StringBuilder(Math.Min(name.Length, LongestName));
        var pending = false;
        foreach (var letter in name.AsSpan(0, Math.Min(name.Length, LongestName)))
        {
            if (char.IsLetterOrDigit(letter) || letter is '+' or '#')
            {
                if (pending && separator is { } sign && text.Length > 0)
                    text.Append(sign);
                text.Append(char.ToLowerInvariant(letter));
                pending = false;
            }
            else
            {
                pending |= letter is '-' or '_' or '.' or ':' or '/' || char.IsWhiteSpace(letter);
            }
        }

        return text.ToString();
    }
}
