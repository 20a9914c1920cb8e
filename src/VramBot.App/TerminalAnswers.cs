using VramBot.App.Settings;
using VramBot.Chat.Reading;
using VramBot.Commands;
using VramBot.Hub;
using VramBot.Storage;

namespace VramBot.App;

/// <summary>Answers of the terminal: the same as in chat, with the hub's services made only when a line names a repository that the catalog does not have. What the hub says is kept where programs of a person keep such things.</summary>
internal sealed class TerminalAnswers(ShippedCatalog catalog) : IDisposable
{
    private readonly Lazy<ServiceProvider> services = new(() => Services(catalog));
    private ReadingAnswers? answers;

    /// <summary>Answers a line.</summary>
    public ValueTask<Answer> Ask(string line, IProgress<string> progress, CancellationToken cancellationToken)
    {
        answers ??= new(new(catalog.Value), catalog.Value, () => services.Value.GetRequiredService<IModelHub>(), TimeProvider.System);
        return answers.AskAsync(new(line) { Progress = progress }, cancellationToken);
    }

    public void Dispose()
    {
        if (services.IsValueCreated)
            services.Value.Dispose();
    }

    private static string CachePath => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "vrambot", "hub.db");

    private static ServiceProvider Services(ShippedCatalog catalog)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection([new($"{StorageOptions.Section}:{nameof(StorageOptions.Path)}", CachePath)]).AddEnvironmentVariables();
        BotSettings.Read(configuration);
        return new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddSingleton(catalog.Value).AddVramBotHub().BuildServiceProvider();
    }
}
