using System.Text;

namespace VramBot.Terminal;

/// <summary>A line while it is typed: its text, the cursor, and the lines typed before it.</summary>
public sealed class EditedLine
{
    private readonly List<string> history = [];
    private readonly StringBuilder text = new();
    private int place;

    /// <summary>The text so far.</summary>
    public string Text => text.ToString();

    /// <summary>Where the next letter goes, from zero.</summary>
    public int Cursor { get; private set; }

    /// <summary>What stands before the cursor: the part that completion looks at.</summary>
    public string BeforeCursor => text.ToString(0, Cursor);

    /// <summary>Keeps the line in the history, once if it is typed again at once, and begins an empty one.</summary>
    /// <returns>The finished line.</returns>
    public string Finish()
    {
        var line = Text;
        if (line.Length > 0 && (history.Count == 0 || history[^1] != line))
            history.Add(line);
        Begin();
        return line;
    }

    /// <summary>Begins an empty line.</summary>
    public void Begin()
    {
        text.Clear();
        (Cursor, place) = (0, history.Count);
    }

    /// <summary>Applies an editing key; keys that edit nothing are ignored.</summary>
    public void Apply(ConsoleKeyInfo key)
    {
        switch (key.Key)
        {
            case ConsoleKey.UpArrow when place > 0:
                Show(history[--place]);
                break;
            case ConsoleKey.DownArrow when place < history.Count:
                Show(++place < history.Count ? history[place] : string.Empty);
                break;
            case ConsoleKey.LeftArrow:
                Cursor = Math.Max(0, Cursor - 1);
                break;
            case ConsoleKey.RightArrow:
                Cursor = Math.Min(text.Length, Cursor + 1);
                break;
            case ConsoleKey.Home:
                Cursor = 0;
                break;
            case ConsoleKey.End:
                Cursor = text.Length;
                break;
            case ConsoleKey.Backspace when Cursor > 0:
                text.Remove(--Cursor, 1);
                break;
            case ConsoleKey.Delete when Cursor < text.Length:
                text.Remove(Cursor, 1);
                break;
            default:
                if (!char.IsControl(key.KeyChar))
                    text.Insert(Cursor++, key.KeyChar);
                break;
        }
    }

    /// <summary>Takes the only choice for the word before the cursor, or what all choices share.</summary>
    /// <returns>Whether that added anything; otherwise the choices are worth showing.</returns>
    public bool Complete(IReadOnlyList<string> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        if (choices.Count == 0)
            return false;
        var start = BeforeCursor.LastIndexOf(' ') + 1;
        var shared = choices.Aggregate(Shared);
        if (shared.Length <= Cursor - start)
            return false;
        var word = choices.Count == 1 && !shared.EndsWith(':') && Cursor == text.Length ? shared + ' ' : shared;
        text.Remove(start, Cursor - start).Insert(start, word);
        Cursor = start + word.Length;
        return true;
    }

    /// <summary>The part of the line that a window of <paramref name="width"/> columns shows, moved so that the cursor is in it, and the cursor's column there.</summary>
    public (string Text, int Column) Window(int width)
    {
        var columns = Math.Max(1, width - 1);
        var first = Math.Max(0, Cursor - columns);
        return (text.ToString(first, Math.Min(columns, text.Length - first)), Cursor - first);
    }

    private static string Shared(string left, string right) => left[..left.AsSpan().CommonPrefixLength(right)];

    private void Show(string line)
    {
        text.Clear().Append(line);
        Cursor = line.Length;
    }
}
