using System.Collections.Immutable;
using System.Text;
using VramBot.Commands.Grammar.Switches;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Diffusion;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Grammar;

/// <summary>Takes a line apart into a command and options, without looking at what the values mean.</summary>
/// <remarks>
/// <code>
/// line    = ["/"] [command] {word | option}
/// option  = name (":" | "=") value
/// value   = plain | '"' anything '"'
/// </code>
/// Words before the first option belong to the command's first option; words with a dash are switches of the engine; words behind an option that takes words (a model, a card) belong to it, unless the word
/// is a model and none is named yet.
/// </remarks>
public sealed class LineReader(NameIndex<ModelEntry> models, NameIndex<ImageModel>? images = null)
{
    /// <summary>The longest line that is read.</summary>
    public const int LongestLine = 4000;

    /// <summary>Reads a line. Every problem of the line is reported; options that could be read are kept for the corrected line.</summary>
    /// <param name="line">The line as typed.</param>
    /// <param name="problems">What is wrong.</param>
    /// <returns>What could be read, or null when nothing could.</returns>
    public TypedLine? Read(string line, ICollection<Problem> problems)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(problems);
        if (line.Length > LongestLine)
        {
            problems.Add(new("line.long", $"{line.Length} characters", Tr($"A line has at most {LongestLine} characters.")));
            return null;
        }

        var words = Split(Clean(line));
        if (words.Count == 0)
        {
            problems.Add(new("line.empty", string.Empty, Tr("Say which model: a name such as llama-3.1-8b, or a size such as 7b.")));
            return null;
        }

        var command = TakeCommand(words, problems);
        return command is null ? null : new(command, Options(command, words, problems));
    }

    /// <summary>Control characters become spaces; curly quotes, which phones type, become straight ones.</summary>
    private static string Clean(string line) => string.Create(line.Length, line, static (buffer, source) =>
    {
        for (var index = 0; index < source.Length; index++)
            buffer[index] = source[index] switch { '“' or '”' or '„' => '"', var letter when char.IsControl(letter) => ' ', var letter => letter };
    });

    private static List<string> Split(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (quoted, any) = (false, false);
        foreach (var letter in line)
        {
            if (letter == '"')
            {
                quoted = !quoted;
                any = true;
            }
            else if (char.IsWhiteSpace(letter) && !quoted)
            {
                Flush();
            }
            else
            {
                // A space inside quotes must survive the joining of words, so it is kept in the word as it is.
                word.Append(letter);
                any = true;
            }
        }

        Flush();
        return words;

        void Flush()
        {
            if (any && word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
            any = false;
        }
    }

    private static CommandDescription? TakeCommand(List<string> words, ICollection<Problem> problems)
    {
        var first = words[0].TrimStart('/');
        var named = CommandBook.All.FirstOrDefault(command => string.Equals(command.Name, first, StringComparison.OrdinalIgnoreCase));
        if (named is null && words[0].StartsWith('/') && !first.Contains(':', StringComparison.Ordinal))
        {
            var near = CommandBook.All.MinBy(command => EditDistance.Between(command.Name, first.ToLowerInvariant(), 20))!;
            problems.Add(new("command.unknown", words[0], Tr($"There is no command /{Shown(first)}. Did you mean /{near.Name}?"), near.Examples.FirstOrDefault("/vram-help")));
            return null;
        }

        if (named is not null)
            words.RemoveAt(0);
        named ??= CommandBook.Vram;
        if (named == CommandBook.Vram && words.Count > 0
            && CommandBook.All.FirstOrDefault(command => command != CommandBook.Vram && string.Equals(command.ShortName, words[0], StringComparison.OrdinalIgnoreCase)) is { } inner)
        {
            words.RemoveAt(0);
            named = inner;
        }

        if (named.IsBuilt)
            return named;
        problems.Add(new("command.unbuilt", $"/{named.Name}", Tr($"/{named.Name} is not there yet."), "/vram-help"));
        return null;
    }

    private ImmutableArray<TypedOption> Options(CommandDescription command, List<string> words, ICollection<Problem> problems)
    {
        var options = new List<TypedOption>();
        var open = command.Options[0];
        foreach (var word in words)
        {
            var sign = word.IndexOfAny([':', '=']);
            var name = sign > 0 ? word[..sign].TrimStart('-') : string.Empty;
            var own = sign > 0 ? command.Find(name) : null;
            if (command.Options.FirstOrDefault(known => known.TakesSwitches) is { } switches && SwitchWords.LooksLikeSwitch(word) && (own is null || open == switches))
            {
                Append(switches, word);
                open = switches;
            }
            else if (own is { } option)
            {
                Add(option, word[(sign + 1)..]);
                open = option.TakesWords ? option : null;
            }
            else if (sign > 0 && !IsPlainWord(word, open))
            {
                problems.Add(Unknown(command, name, word));
                open = Meant(command, name);
                if (open is not null && options.All(known => known.Description != open))
                    Add(open, word[(sign + 1)..]);
                open = open is { TakesWords: true } ? open : null;
            }
            else if (NamesTheModel(command, open, options, word))
            {
                open = command.Options[0];
                Add(open, word);
            }
            else if (open is null)
            {
                problems.Add(new("word.stray", word, Tr($"I don't know what to do with `{Shown(word)}`. Options look like ctx:4096.")));
            }
            else
            {
                Append(open, word);
            }
        }

        foreach (var empty in options.Where(option => option.Value.Length == 0).ToList())
        {
            problems.Add(new("value.missing", $"{empty.Description.Name}:", Tr($"`{empty.Description.Name}:` needs a value: {Tr(empty.Description.Summary)}.")));
            options.Remove(empty);
        }

        return [.. options];

        void Append(OptionDescription option, string word)
        {
            var place = options.FindIndex(known => known.Description == option);
            if (place >= 0 && (option.TakesSwitches || place == options.Count - 1))
                options[place] = options[place] with { Value = options[place].Value.Length == 0 ? word : $"{options[place].Value} {word}" };
            else
                Add(option, word);
        }

        void Add(OptionDescription option, string value)
        {
            if (option.Name == "gpu" && CardCount.Joined(options, option, value) is { } joined)
                options.Add(new(option, joined));
            else if (options.Any(known => known.Description == option))
                problems.Add(new("option.twice", $"{option.Name}:{value}", Tr($"`{option.Name}` is there twice; say it once.")));
            else
                options.Add(new(option, value));
        }
    }

    /// <summary>Options stand in any order, so a word behind one may be the model: when it is one, or when it can be nothing else.</summary>
    private bool NamesTheModel(CommandDescription command, OptionDescription? open, List<TypedOption> options, string word)
    {
        var first = command.Options[0];
        if (open == first || options.Any(option => option.Description == first))
            return false;
        return open is null || (command == CommandBook.Vram && (ModelLookup.Find(models, word) is not null || TypicalModel.FromSize(word) is not null || images?.Find(word) is not null));
    }

    /// <summary>Names may hold a colon themselves: <c>llama3.1:8b</c>, <c>exl2:4.65</c> behind a space.</summary>
    private bool IsPlainWord(string word, OptionDescription? open) =>
        open?.Name is "precision" or "precisions" || open is { TakesSwitches: true } || open is { Name: "search" or "term" } or { Name: "topic", Choices.IsEmpty: true }
        || (open?.Name is "model" or "models" or "draft" && word.Contains('/', StringComparison.Ordinal))
        || (open?.Name is "model" or "models" or "topic" && word.Split(',').Any(name => models.Find(name) is not null || images?.Find(name) is not null));

    /// <summary>The option that a mistyped name surely means: then its value is read too, and the corrected line keeps it.</summary>
    private static OptionDescription? Meant(CommandDescription command, string name) =>
        command.Options.FirstOrDefault(option => EditDistance.Between(option.Name, name.ToLowerInvariant(), 2) <= Math.Min(2, option.Name.Length / 3));

    private static Problem Unknown(CommandDescription command, string name, string word)
    {
        var names = command.Options.SelectMany(option => option.Aliases.Prepend(option.Name)).ToList();
        var near = names.MinBy(known => EditDistance.Between(known, name.ToLowerInvariant(), 20))!;
        return new("option.unknown", word, Tr($"`/{command.Name}` has no option `{Shown(name)}`. Did you mean `{near}`?"));
    }

    /// <summary>What was typed, short enough to be said back.</summary>
    internal static string Shown(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 39), "…");
}
