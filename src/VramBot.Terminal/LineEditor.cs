namespace VramBot.Terminal;

/// <summary>Reads a line from a terminal with history (up, down), completion (Tab) and the usual editing keys.</summary>
internal sealed class LineEditor(Completion completion)
{
    private readonly EditedLine line = new();

    /// <summary>The next line, or null when Ctrl-D leaves.</summary>
    public string? Read(string prompt)
    {
        line.Begin();
        while (true)
        {
            Draw(prompt);
            var key = Console.ReadKey(intercept: true);
            if (key is { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control } && line.Text.Length == 0)
            {
                Console.WriteLine();
                return null;
            }

            if (key.Key == ConsoleKey.Enter)
            {
                Console.WriteLine();
                return line.Finish();
            }

            if (key.Key == ConsoleKey.Tab)
                Complete();
            else
                line.Apply(key);
        }
    }

    private void Complete()
    {
        var choices = completion.Of(line.BeforeCursor);
        if (line.Complete(choices) || choices.Length == 0)
            return;
        Console.WriteLine();
        Console.WriteLine(string.Join("  ", choices));
    }

    /// <summary>Redraws the one row of the prompt; a longer line scrolls sideways, so that it never wraps.</summary>
    private void Draw(string prompt)
    {
        var (shown, column) = line.Window(Console.WindowWidth - prompt.Length);
        Console.Write($"\r\u001b[K{prompt}{shown}");
        Console.Write($"\r\u001b[{prompt.Length + column}C");
    }
}
