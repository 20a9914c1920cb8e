using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using VramBot.Core;
using VramBot.Hub.Cache;
using VramBot.Hub.Transport;
using VramBot.Testing;

namespace VramBot.Hub.Tests.Loopback;

/// <summary>The hub's reader as the bot runs it, before a loopback hub.</summary>
internal sealed class HubRun : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly string folder;

    private HubRun(HubServer server, string folder, bool keepsFolder, TimeProvider? time, (string Key, string Value)[] settings, IAskLimit? limit = null)
    {
        (Server, this.folder, KeepsFolder) = (server, folder, keepsFolder);
        var collection = new ServiceCollection();
        var values = new Dictionary<string, string?> { ["Hub:BaseUrl"] = server.Address.ToString(), ["Storage:Path"] = Path.Combine(folder, "bot.db") };
        foreach (var (key, value) in settings)
            values[key] = value;
        collection.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        collection.AddLogging(logging => logging.AddProvider(Logged));
        collection.AddSingleton(ShippedCatalogs.Catalog);
        if (time is not null)
            collection.AddSingleton(time);
        if (limit is not null)
            collection.AddSingleton(limit);
        services = collection.AddVramBotHub().BuildServiceProvider();
        Hub = services.GetRequiredService<IModelHub>();
    }

    public HubServer Server { get; }

    public IModelHub Hub { get; }

    public IHubCache Cache => services.GetRequiredService<IHubCache>();

    public LinesLogged Logged { get; } = new();

    public string Folder => folder;

    private bool KeepsFolder { get; }

    public static async Task<HubRun> StartAsync(TimeProvider? time = null, params (string Key, string Value)[] settings) =>
        new(await HubServer.StartAsync(), Directory.CreateTempSubdirectory("hub").FullName, false, time, settings);

    /// <summary>Another bot before the same hub, with the same files.</summary>
    public HubRun Again(TimeProvider? time = null, params (string Key, string Value)[] settings) => new(Server, folder, true, time, settings);

    /// <summary>The same, with another rule of who may ask how often.</summary>
    public HubRun Again(IAskLimit limit) => new(Server, folder, true, null, [], limit);

    public static HubId IdOf(string id) => HubId.TryParse(id, out var parsed) ? parsed : throw new ArgumentException(id, nameof(id));

    public async Task<HubModel> ReadAsync(string id, string? precision = null) => await FindAsync(id, precision) switch
    {
        Result<HubModel>.Ok(var model) => model,
        Result<HubModel>.Rejected(var problems) => throw new InvalidOperationException(string.Join(' ', problems)),
        _ => throw new InvalidOperationException(),
    };

    public async Task<Problem> RefusedAsync(string id, string? precision = null) => Assert.Single(Assert.IsType<Result<HubModel>.Rejected>(await FindAsync(id, precision)).Problems);

    public Task<Result<HubModel>> FindAsync(string id, string? precision = null) => Hub.FindAsync(new(IdOf(id)) { Precision = precision }, null, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (KeepsFolder)
            return;
        await Server.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
