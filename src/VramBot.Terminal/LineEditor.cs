namespace VramBot.Terminal;

/// <summary>Reads a line from a terminal with history (up, down), completion (Tab) and the usual editing keys.</summary>
internal sealed class LineEditor(Completion completion)
{
    private readonly EditedLine line = new();

    /// <summary>The next line, or null when Ctrl-C, or Ctrl-D in an empty line, leaves.</summary>
    public string? Read(string prompt)
    {
        line.Begin();
        // As a key, Ctrl-C lets the program end in its own way, with the terminal as it was found; between lines it interrupts as ever.
        Console.TreatControlCAsInput = true;
        try
        {
            return ReadKeys(prompt);
        }
        finally
        {
            Console.TreatControlCAsInput = false;
        }
    }

    private static bool Leaves(ConsoleKeyInfo key, string text) =>
        key.Modifiers == ConsoleModifiers.Control && (key.Key == ConsoleKey.C || (key.Key == ConsoleKey.D && text.Length == 0));

    private string? ReadKeys(string prompt)
    {
        while (true)
        {
            Draw(prompt);
            var key = Console.ReadKey(intercept: true);
            if (Leaves(key, line.Text))
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
