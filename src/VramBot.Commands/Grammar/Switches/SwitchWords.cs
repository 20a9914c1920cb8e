namespace VramBot.Commands.Grammar.Switches;

/// <summary>Takes a command line's switches apart: <c>--name value</c>, <c>--name=value</c>, <c>name_of_it=value</c>.</summary>
internal static class SwitchWords
{
    /// <summary>Words around switches that say nothing: line ends, and what stands before a setting in a shell, a Dockerfile or a Modelfile.</summary>
    private static readonly string[] Fillers = ["\\", "export", "set", "ENV", "PARAMETER", "$", "&&"];

    /// <summary>Programs and their verbs, which stand between a launcher's switches and the trainer's.</summary>
    private static readonly string[] Launchers =
    [
        "accelerate", "launch", "torchrun", "deepspeed", "swift", "megatron", "sft", "pt", "tune", "run", "axolotl", "train", "llamafactory-cli", "python", "python3", "litgpt", "finetune", "finetune_lora", "trl",
    ];

    /// <summary>Whether a word is a launcher, its verb, or a script or recipe.</summary>
    public static bool IsLauncher(string word) => Launchers.Contains(word, StringComparer.OrdinalIgnoreCase)
        || word.EndsWith(".py", StringComparison.OrdinalIgnoreCase) || word.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || word.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)
        || word.EndsWith("_distributed", StringComparison.Ordinal) || word.EndsWith("_single_device", StringComparison.Ordinal);

    /// <summary>The switches in their order.</summary>
    public static List<TypedSwitch> Read(string text, SwitchTable table)
    {
        var words = Split(text);
        var switches = new List<TypedSwitch>();
        for (var index = 0; index < words.Count; index++)
        {
            var word = words[index];
            if (!IsSwitch(word, table))
            {
                switches.Add(new(word, null, word, null) { IsStray = true });
                continue;
            }

            var sign = word.IndexOf('=', StringComparison.Ordinal);
            var name = sign > 0 ? word[..sign] : word;
            var known = table.Find(name);
            var behind = sign > 0 ? RestOfList(words, index) : Behind(words, index, known, table);
            var value = sign > 0 ? string.Join(' ', behind.Prepend(word[(sign + 1)..])) : behind.Count > 0 ? string.Join(' ', behind) : null;
            if (table.Negated(name) is not null)
                value ??= "off";
            switches.Add(new(name, value, string.Join(' ', behind.Prepend(word)), known));
            index += behind.Count;
        }

        return switches;
    }

    /// <summary>Whether a word of a line looks like a switch: a dash and a letter.</summary>
    public static bool LooksLikeSwitch(string word) => word.Length > 1 && word[0] == '-' && (char.IsAsciiLetter(word[1]) || (word.Length > 2 && word[1] == '-' && char.IsAsciiLetter(word[2])));

    /// <summary>Keywords of a Python call end in commas and brackets; quotes of one kind or the other are left over from a shell.</summary>
    private static List<string> Split(string text)
    {
        var isCall = !text.Split(' ').Any(LooksLikeSwitch);
        var plain = (isCall ? text.Replace(',', ' ').Replace('(', ' ').Replace(')', ' ') : text).Replace("'", string.Empty, StringComparison.Ordinal);
        return [.. plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => !Fillers.Contains(word, StringComparer.Ordinal))];
    }

    private static bool IsSwitch(string word, SwitchTable table)
    {
        if (LooksLikeSwitch(word))
            return true;
        var sign = word.IndexOf('=', StringComparison.Ordinal);
        var name = sign > 0 ? word[..sign] : word;
        return (sign > 0 && table.TakesPairs && char.IsAsciiLetter(word[0]))
            || ((sign > 0 || name.Contains('_', StringComparison.Ordinal) || name.Contains('-', StringComparison.Ordinal)) && table.Find(name) is not null);
    }

    /// <summary>A list in brackets behind an equals sign goes on to its end.</summary>
    private static List<string> RestOfList(List<string> words, int index)
    {
        if (!words[index].Contains('[', StringComparison.Ordinal) || words[index].Contains(']', StringComparison.Ordinal))
            return [];
        var end = words.FindIndex(index, word => word.Contains(']', StringComparison.Ordinal));
        return end < 0 ? [] : words.GetRange(index + 1, end - index);
    }

    /// <summary>The words behind a switch that are its value: one, or for a switch whose value does not matter all up to the next switch.</summary>
    private static List<string> Behind(List<string> words, int index, EngineSwitch? known, SwitchTable table)
    {
        var most = known is null || !known.Sets || known.TakesRest ? int.MaxValue : 1;
        var behind = words.Skip(index + 1).TakeWhile(word => !IsSwitch(word, table)).Take(most).ToList();
        return behind.Count == 1 && known is { StandsAlone: true } && SwitchValue.Read(known, behind[0]) is null ? [] : behind;
    }
}
