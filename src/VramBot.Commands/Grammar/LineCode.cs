using System.Collections.Frozen;
using System.Text;
using VramBot.Core;
using VramBot.Core.Catalogs;

namespace VramBot.Commands.Grammar;

/// <summary>
/// A command line in as few characters as it can be read back from: what a button or a menu carries, so that any replica can answer any click. A letter for the command, then for each option a letter
/// and its value, with semicolons between: <c>vmmixtral-8x7b;pQ4_K_M;c4096</c>.
/// </summary>
/// <remarks>The letters are part of messages that stay in channels for years: one that was given is never given to something else.</remarks>
public sealed class LineCode(Catalog catalog)
{
    private const char Separator = ';';
    private const char Escape = '\\';

    private static readonly FrozenDictionary<string, char> Commands = new Dictionary<string, char>(StringComparer.Ordinal)
    {
        ["vram"] = 'v',
        ["vram-fit"] = 'f',
        ["vram-compare"] = 'c',
        ["vram-plan"] = 'p',
        ["vram-models"] = 'm',
        ["vram-gpus"] = 'g',
        ["vram-formats"] = 'w',
        ["vram-help"] = 'h',
        ["vram-glossary"] = 't',
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, char> Options = new Dictionary<string, char>(StringComparer.Ordinal)
    {
        ["model"] = 'm',
        ["models"] = 'm',
        ["precision"] = 'p',
        ["precisions"] = 'p',
        ["ctx"] = 'c',
        ["users"] = 'u',
        ["kv"] = 'k',
        ["task"] = 't',
        ["engine"] = 'e',
        ["engines"] = 'e',
        ["gpu"] = 'g',
        ["reserved"] = 'r',
        ["tp"] = 'T',
        ["pp"] = 'P',
        ["ep"] = 'E',
        ["offload"] = 'o',
        ["flags"] = 'f',
        ["adapters"] = 'a',
        ["rank"] = 'R',
        ["targets"] = 'q',
        ["draft"] = 'd',
        ["optimizer"] = 'O',
        ["checkpointing"] = 'C',
        ["zero"] = 'z',
        ["accum"] = 'A',
        ["dtype"] = 'D',
        ["packing"] = 'K',
        ["budget"] = 'b',
        ["method"] = 'M',
        ["prompt"] = 'i',
        ["output"] = 'j',
        ["classes"] = 'l',
        ["burst"] = 'B',
        ["headroom"] = 'h',
        ["search"] = 's',
        ["topic"] = 's',
        ["term"] = 's',
        ["lang"] = 'L',
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly LineReader lines = new(catalog.Models);

    /// <summary>The code of a line; null when the line cannot be read, or would need more than <paramref name="most"/> characters.</summary>
    public string? Write(string line, int most)
    {
        ArgumentNullException.ThrowIfNull(line);
        return (NormalLine.Read(line) ?? Any(line)) is { } typed && Write(typed) is { } code && code.Length <= most ? code : null;
    }

    /// <summary>The line of a code, in its normal form; null when it is none: of another version, cut short, or made up.</summary>
    public static string? Read(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code.Length == 0 || CommandBook.All.FirstOrDefault(command => command.IsBuilt && Commands.TryGetValue(command.Name, out var letter) && letter == code[0]) is not { } command)
            return null;
        var line = new TypedLine(command, []);
        foreach (var part in Parts(code[1..]))
        {
            if (part.Length < 2 || command.Options.FirstOrDefault(option => Options.TryGetValue(option.Name, out var letter) && letter == part[0]) is not { } option || line[option.Name] is not null)
                return null;
            line = line.With(option.Name, part[1..]);
        }

        return line.ToString();
    }

    private TypedLine? Any(string line)
    {
        var problems = new List<Problem>();
        return lines.Read(line, problems) is { } typed && problems.Count == 0 ? typed : null;
    }

    private static string? Write(TypedLine line)
    {
        if (!Commands.TryGetValue(line.Command.Name, out var command))
            return null;
        var code = new StringBuilder().Append(command);
        foreach (var (place, option) in line.Options.Index())
        {
            if (!Options.TryGetValue(option.Description.Name, out var letter) || option.Value.Length == 0)
                return null;
            if (place > 0)
                code.Append(Separator);
            code.Append(letter);
            foreach (var sign in option.Value)
                code.Append(sign is Separator or Escape ? $"{Escape}{sign}" : sign);
        }

        return code.ToString();
    }

    private static IEnumerable<string> Parts(string code)
    {
        if (code.Length == 0)
            yield break;
        var part = new StringBuilder();
        for (var place = 0; place < code.Length; place++)
        {
            if (code[place] == Escape && place + 1 < code.Length)
                part.Append(code[++place]);
            else if (code[place] != Separator)
                part.Append(code[place]);
            else
                yield return Taken(part);
        }

        yield return Taken(part);
    }

    private static string Taken(StringBuilder part)
    {
        var text = part.ToString();
        part.Clear();
        return text;
    }
}
