using System.CommandLine;
using System.Text;
using Microsoft.Extensions.Options;
using VramBot.App.Doctor;
using VramBot.Terminal;
using VramBot.Terminal.Accuracy;

namespace VramBot.App;

/// <summary>The verbs of the command line.</summary>
public static class VramBotProgram
{
    private static readonly TimeSpan CutOff = TimeSpan.FromSeconds(2);

    /// <summary>Runs a command line; without a verb it serves.</summary>
    /// <returns>0 when answered, 1 for a faulty catalog, 2 for words that could not be used.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        Console.OutputEncoding = Encoding.UTF8;
        var catalog = new ShippedCatalog(Console.Error);
        try
        {
            // The bot alone needs neither a command line nor a terminal, which take six megabytes that it would keep.
            return args is [] or ["serve"] ? await ServeCommand.RunAsync(catalog, CancellationToken.None) : await OfWordsAsync(args, catalog);
        }
        catch (CatalogFaultException)
        {
            return ExitCodes.Fault;
        }
        catch (OptionsValidationException exception)
        {
            foreach (var failure in exception.Failures)
                await Console.Error.WriteLineAsync(failure);
            return ExitCodes.Problem;
        }
    }

    private static async Task<int> OfWordsAsync(string[] args, ShippedCatalog catalog)
    {
        var output = TerminalConsole.Over(Console.Out, !Console.IsOutputRedirected);
        var errors = TerminalConsole.Over(Console.Error, !Console.IsErrorRedirected);
        using var answers = new TerminalAnswers(catalog);
        var serve = ServeCommand.Create(catalog);
        var root = new RootCommand("VramBot: how much GPU memory a model needs, what it fits on, and what to change if it does not")
        {
            AskCommand.Create(() => answers.Ask, output, errors),
            ChatCommand.Create(() => answers.Ask, () => catalog.Value, output),
            AccuracyCommand.Create(() => catalog.Value, Console.Out, Console.Error),
            CatalogCommand.Create(Console.Out, Console.Error),
            PlatformCommand.Create(Console.Out),
            DoctorCommand.Create(catalog, Console.Out),
            ConfigCommand.Create(Console.Out, Console.Error),
            HealthCommand.Create(Console.Out, Console.Error),
            serve,
        };
        root.SetAction((_, cancellationToken) => ServeCommand.RunAsync(catalog, cancellationToken));
        var parsed = root.Parse(args);

        // The bot itself knows what to do when it is asked to end, and how long that may take; other verbs are cut off.
        var isServing = parsed.CommandResult.Command == root || parsed.CommandResult.Command == serve;
        return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = isServing ? null : CutOff });
    }
}
