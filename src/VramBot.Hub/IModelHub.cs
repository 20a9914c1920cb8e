using VramBot.Core;

namespace VramBot.Hub;

/// <summary>Reads any model from its own files: a few hundred kilobytes of them.</summary>
public interface IModelHub
{
    /// <summary>Whether models are read at all.</summary>
    bool IsEnabled { get; }

    /// <summary>Reads a model, or says why it cannot be.</summary>
    /// <param name="ask">Which, and for whom.</param>
    /// <param name="progress">Told how far it is, from whatever thread; null for nobody.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<Result<HubModel>> FindAsync(HubAsk ask, IProgress<HubProgress>? progress, CancellationToken cancellationToken);
}
