using System.CommandLine;
using System.Text;
using VramBot.App.Doctor;
using VramBot.Commands;
using VramBot.Terminal;
using VramBot.Terminal.Accuracy;

namespace VramBot.App;

/// <summary>The verbs of the command line.</summary>
public static class VramBotProgram
{
    /// <summary>Runs a command line; without a verb it serves.</summary>
    /// <returns>0 when answered, 1 for a faulty catalog, 2 for words that could not be used.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        Console.OutputEncoding = Encoding.UTF8;
        var output = TerminalConsole.Over(Console.Out, !Console.IsOutputRedirected);
        var errors = TerminalConsole.Over(Console.Error, !Console.IsErrorRedirected);
        var catalog = new ShippedCatalog(Console.Error);
        var root = new RootCommand("VramBot: how much GPU memory a model needs, what it fits on, and what to change if it does not")
        {
            AskCommand.Create(() => new CommandDesk(catalog.Value), output, errors),
            ChatCommand.Create(() => catalog.Value, output),
            AccuracyCommand.Create(() => catalog.Value, Console.Out, Console.Error),
            CatalogCommand.Create(Console.Out, Console.Error),
            PlatformCommand.Create(Console.Out),
            DoctorCommand.Create(catalog, Console.Out),
            ConfigCommand.Create(Console.Out, Console.Error),
            HealthCommand.Create(Console.Out, Console.Error),
            ServeCommand.Create(catalog),
        };
        root.SetAction((_, cancellationToken) => ServeCommand.RunAsync(catalog, cancellationToken));
        try
        {
            return await root.Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false });
        }
        catch (CatalogFaultException)
        {
            return ExitCodes.Fault;
        }
    }
}
