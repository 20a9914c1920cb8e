using System.CommandLine;
using VramBot.App.Serving;
using VramBot.Chat.Checkups;
using VramBot.Terminal;

namespace VramBot.App.Doctor;

/// <summary><c>doctor</c>: looks at all that the bot needs as it is set, and says what to do. Nothing is started, sent or changed, but for the database, which is made where there is none and brought to the schema of this version.</summary>
internal static class DoctorCommand
{
    public static Command Create(ShippedCatalog catalog, TextWriter output)
    {
        var asJson = new Option<bool>("--json") { Description = "As one JSON object" };
        var command = new Command("doctor", "Look at tokens, scopes, network, clock, libraries and store, and say what to do; exit code 1 when something is broken") { asJson };
        command.SetAction(async (result, cancellationToken) =>
        {
            var (builder, _) = BotBuilder.Create(catalog);
            builder.Logging.ClearProviders();
            builder.Services.AddCheckups();
            await using var services = BotBuilder.Look(builder);
            var findings = await Examination.RunAsync(Ordered(services), TimeProvider.System, cancellationToken);
            await output.WriteAsync(result.GetValue(asJson) ? DoctorReport.Json(findings) : DoctorReport.Text(findings));
            return findings.Any(finding => finding.Verdict is Verdict.Broken) ? ExitCodes.Fault : ExitCodes.Fine;
        });
        return command;
    }

    private static void AddCheckups(this IServiceCollection services)
    {
        services.AddSingleton<ICheckup, SettingsCheckup>();
        services.AddSingleton<ICheckup, CatalogCheckup>();
        services.AddSingleton<ICheckup, StoreCheckup>();
        services.AddSingleton<ICheckup, PortCheckup>();
        services.AddSingleton<ICheckup, ReachCheckup>();
        services.AddSingleton<ICheckup, HubCheckup>();
    }

    // This machine first, then what is outside: who reads from the top mends first what the rest depends on.
    private static IEnumerable<ICheckup> Ordered(IServiceProvider services) =>
        services.GetServices<ICheckup>().OrderBy(checkup => checkup is SettingsCheckup ? 0 : checkup is CatalogCheckup or StoreCheckup or PortCheckup ? 1 : checkup is ReachCheckup ? 2 : 3);
}
