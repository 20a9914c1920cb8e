using System.Text;
using System.Text.RegularExpressions;
using VramBot.Commands.Grammar;

namespace VramBot.Slack.Interactions;

/// <summary>What someone typed behind a slash command, as the line that it would be anywhere else: marks of Slack's become words, and signs that keyboards put there by themselves become those that were meant.</summary>
internal static partial class TypedText
{
    /// <summary>The line; without any word behind it, the bare command.</summary>
    /// <param name="command">The command, with its slash; one that the workspace named itself is the estimate.</param>
    /// <param name="text">What stands behind it.</param>
    public static string Line(string command, string text)
    {
        var clean = Clean(text);

        // A line that was copied whole, out of an answer or the manual, says its command itself.
        if (clean.StartsWith('/') && IsKnown(clean.Split(' ', 2)[0]))
            return clean;
        var named = IsKnown(command) ? command : $"/{CommandBook.Vram.Name}";
        return clean.Length > 0 ? $"{named} {clean}" : named;
    }

    /// <summary>The text as it was meant.</summary>
    public static string Clean(string text)
    {
        var plain = Marked().Replace(text, match => Shown(match.Groups["sign"].Value, match.Groups["id"].Value, match.Groups["name"].Value))
            .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);
        var meant = new StringBuilder(plain.Length);
        foreach (var sign in plain)
        {
            var startsWord = meant.Length == 0 || meant[^1] is ' ' or '"' or ':' or '=';
            _ = sign switch
            {
                '“' or '”' or '„' or '‟' or '«' or '»' => meant.Append('"'),
                '‘' or '’' or '‚' => meant.Append('\''),

                // Two hyphens become a dash on many keyboards; one never does.
                '—' or '–' when startsWord => meant.Append("--"),
                '—' or '–' or '−' or '‐' or '‑' => meant.Append('-'),
                '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' => meant,
                _ => meant.Append(char.IsWhiteSpace(sign) || char.IsControl(sign) ? ' ' : sign),
            };
        }

        return meant.ToString().Trim();
    }

    private static bool IsKnown(string word) => word.StartsWith('/') && CommandBook.All.Any(command => word.AsSpan(1).Equals(command.Name, StringComparison.OrdinalIgnoreCase));

    /// <summary><c>&lt;@U1|ada&gt;</c> is @ada, <c>&lt;#C1|general&gt;</c> #general, <c>&lt;!here&gt;</c> @here, and a link what was typed of it.</summary>
    private static string Shown(string sign, string id, string name) => sign switch
    {
        "@" or "!" => $"@{(name.Length > 0 ? name : id).TrimStart('@')}",
        "#" => $"#{(name.Length > 0 ? name : id).TrimStart('#')}",
        _ => name.Length > 0 ? name : id,
    };

    [GeneratedRegex(@"<(?<sign>[@#!]?)(?<id>[^<>|]+)(?:\|(?<name>[^<>]*))?>")]
    private static partial Regex Marked();
}
