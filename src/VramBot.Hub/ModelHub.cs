using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Hub.Architectures;
using VramBot.Hub.Cache;
using VramBot.Hub.Checkpoints;
using VramBot.Hub.Repositories;
using VramBot.Hub.Transport;

namespace VramBot.Hub;

/// <summary>Reads models from a hub like Hugging Face's. Several who ask for one model at once share one reading.</summary>
internal sealed partial class ModelHub(IOptions<HubOptions> options, Catalog catalog, IHubCache cache, IAskLimit limit, TimeProvider time, ILogger<ModelHub> logger) : IModelHub, IDisposable
{
    private readonly SingleFlight<(string Id, string? Precision), HubModel> flights = new();
    private readonly Lazy<HubClient> client = new(() => new(new(options.Value.Address!), options.Value.Token, new(time), time));

    /// <inheritdoc/>
    public bool IsEnabled => options.Value.Enabled;

    /// <inheritdoc/>
    public async Task<Result<HubModel>> FindAsync(HubAsk ask, IProgress<HubProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ask);
        if (!IsEnabled)
            return Said(ask, () => HubProblems.Off(ask.Id));
        try
        {
            return await ShareAsync(ask, progress, cancellationToken);
        }
        catch (HubException exception)
        {
            Log.Failed(logger, ask.Id, exception.Failure, exception.Detail);
            return Said(ask, () => HubProblems.Of(ask.Id, exception));
        }
        catch (UnknownQuantizationException exception)
        {
            return Said(ask, () => HubProblems.Quantization(ask.Id, ask.Precision ?? string.Empty, exception.Quantizations));
        }
        catch (AskedTooOftenException exception)
        {
            return Said(ask, () => HubProblems.TooOften(ask.Id, exception.Wait));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (client.IsValueCreated)
            client.Value.Dispose();
    }

    /// <summary>Joins a reading that somebody else began. If they were refused for having asked too often, that is their own affair: it is begun anew for this asker.</summary>
    private async Task<HubModel> ShareAsync(HubAsk ask, IProgress<HubProgress>? progress, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await flights.RunAsync((ask.Id.ToString(), ask.Precision), (all, token) => ReadAsync(ask, all, token), progress, cancellationToken);
            }
            catch (AskedTooOftenException exception) when (exception.Person != ask.Person)
            {
                // The next reading is this asker's own, or that of yet another.
            }
        }
    }

    private async Task<HubModel> ReadAsync(HubAsk ask, IProgress<HubProgress> progress, CancellationToken cancellationToken)
    {
        using var slow = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.TimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(slow.Token, cancellationToken);
        var reader = new RepositoryReader(client.Value, cache, options.Value.Address!.Host, time);
        try
        {
            var context = new ReadingContext(ask.Id, ask.Precision, reader, catalog.WeightFormats, FetchBudget.Whole(), progress);
            var model = await ModelReading.ReadAsync(context, () => Allow(ask), either.Token);
            Log.Read(logger, ask.Id, context.Budget.Requests, context.Budget.Bytes);
            foreach (var note in model.Notes.Where(note => note.Reason.Length > 0))
                Log.NoShape(logger, ask.Id, note.Reason);
            return model;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HubException(HubFailure.TimedOut, inner: exception);
        }
        catch (Exception exception) when (exception is HeaderException or ConfigException or OverflowException or JsonException or InvalidOperationException)
        {
            throw new HubException(HubFailure.BadFile, exception.Message, inner: exception);
        }
    }

    private void Allow(HubAsk ask)
    {
        if (ask.Person is { } person && limit.Take(person) is { } wait)
            throw new AskedTooOftenException(person, wait);
    }

    private static Problem Said(HubAsk ask, Func<Problem> problem)
    {
        using (ask.Language.Spoken())
            return problem();
    }

    private static partial class Log
    {
        [LoggerMessage(402, LogLevel.Information, "{Id} was read from the hub: {Requests} requests, {Bytes} bytes")]
        public static partial void Read(ILogger logger, HubId id, int requests, long bytes);

        [LoggerMessage(403, LogLevel.Information, "{Id} could not be read from the hub: {Failure} ({Detail})")]
        public static partial void Failed(ILogger logger, HubId id, HubFailure failure, string detail);

        [LoggerMessage(404, LogLevel.Information, "The shape of {Id} could not be told: {Reason}")]
        public static partial void NoShape(ILogger logger, HubId id, string reason);
    }
}
