using System.Globalization;

namespace VramBot.Commands.Launching;

/// <summary>A command line while it is put together: each word is quoted as a POSIX shell needs it, so that nothing that a name holds can end it.</summary>
/// <param name="program">The program and its verb, as constants; what follows is quoted.</param>
internal sealed class LaunchWords(string program)
{
    private readonly List<string> line = [program];
    private readonly List<string> switches = [];

    /// <summary>Adds a word that is no switch, such as the model.</summary>
    public LaunchWords Word(string word)
    {
        line.Add(Quoted(word));
        return this;
    }

    /// <summary>Adds a switch that stands alone.</summary>
    public LaunchWords Flag(string name, bool said = true)
    {
        if (said)
            Add(name, name);
        return this;
    }

    /// <summary>Adds a switch with its value, unless there is none.</summary>
    public LaunchWords With(string name, string? value)
    {
        if (value is not null)
            Add($"{name} {Quoted(value)}", $"{name} {value}");
        return this;
    }

    /// <summary>Adds a switch with several values, which are constants.</summary>
    public LaunchWords Words(string name, string values)
    {
        Add($"{name} {values}", $"{name} {values}");
        return this;
    }

    /// <summary>Adds a switch with a whole number.</summary>
    public LaunchWords With(string name, long? value) => With(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a switch with a share.</summary>
    public LaunchWords Share(string name, double? value) => With(name, value?.ToString("0.######", CultureInfo.InvariantCulture));

    /// <summary>The whole line.</summary>
    public Launch Line(string note) => new([string.Join(' ', line)], string.Join(' ', switches), note);

    /// <summary>A word as a shell reads it back: in single quotes where it holds more than names are made of.</summary>
    public static string Quoted(string word)
    {
        var plain = string.Concat(word.Where(letter => !char.IsControl(letter)));
        return plain.Length > 0 && plain.All(IsPlain) ? plain : $"'{plain.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || "_@%+=:,./-".Contains(letter, StringComparison.Ordinal);

    private void Add(string typed, string read)
    {
        line.Add(typed);
        switches.Add(read);
    }
}
