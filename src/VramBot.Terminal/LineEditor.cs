using System.Text;

namespace VramBot.Terminal;

/// <summary>Reads a line from a terminal with history (up, down), completion (Tab) and the usual editing keys.</summary>
internal sealed class LineEditor(Completion completion)
{
    private readonly List<string> history = [];
    private readonly StringBuilder text = new();
    private int cursor;
    private int place;

    /// <summary>The next line, or null when Ctrl-D leaves.</summary>
    public string? Read(string prompt)
    {
        text.Clear();
        (cursor, place) = (0, history.Count);
        while (true)
        {
            Draw(prompt);
            var key = Console.ReadKey(intercept: true);
            if (key is { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control } && text.Length == 0)
            {
                Console.WriteLine();
                return null;
            }

            if (key.Key == ConsoleKey.Enter)
            {
                Console.WriteLine();
                Remember();
                return text.ToString();
            }

            Apply(key);
        }
    }

    private void Remember()
    {
        if (text.Length > 0 && (history.Count == 0 || history[^1] != text.ToString()))
            history.Add(text.ToString());
    }

    private void Apply(ConsoleKeyInfo key)
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
                cursor = Math.Max(0, cursor - 1);
                break;
            case ConsoleKey.RightArrow:
                cursor = Math.Min(text.Length, cursor + 1);
                break;
            case ConsoleKey.Home:
                cursor = 0;
                break;
            case ConsoleKey.End:
                cursor = text.Length;
                break;
            case ConsoleKey.Backspace when cursor > 0:
                text.Remove(--cursor, 1);
                break;
            case ConsoleKey.Delete when cursor < text.Length:
                text.Remove(cursor, 1);
                break;
            case ConsoleKey.Tab:
                Complete();
                break;
            default:
                if (!char.IsControl(key.KeyChar))
                    text.Insert(cursor++, key.KeyChar);
                break;
        }
    }

    private void Show(string line)
    {
        text.Clear().Append(line);
        cursor = line.Length;
    }

    /// <summary>Takes the only choice, or what all choices share; when that adds nothing, shows the choices.</summary>
    private void Complete()
    {
        var line = text.ToString();
        var choices = completion.Of(line);
        if (choices.Length == 0)
            return;
        var start = line.LastIndexOf(' ') + 1;
        var shared = choices.AsEnumerable().Aggregate((left, right) => new string([.. left.TakeWhile((letter, index) => index < right.Length && right[index] == letter)]));
        if (shared.Length > line.Length - start)
        {
            Show(line[..start] + shared + (choices.Length == 1 && !shared.EndsWith(':') ? " " : string.Empty));
            return;
        }

        Console.WriteLine();
        Console.WriteLine(string.Join("  ", choices));
    }

    private void Draw(string prompt)
    {
        Console.Write($"\r\u001b[K{prompt}{text}");
        Console.Write($"\r\u001b[{prompt.Length + cursor}C");
    }
}
