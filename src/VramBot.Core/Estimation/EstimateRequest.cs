using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Estimation.Drafts;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Formats;
using VramBot.Core.Gpus;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation;

/// <summary>Everything that an estimate depends on, every default already chosen.</summary>
public sealed record EstimateRequest
{
    /// <summary>The model.</summary>
    public required ModelEntry Model { get; init; }

    /// <summary>The format of its weights.</summary>
    public required WeightFormat Weights { get; init; }

    /// <summary>The format of cached keys.</summary>
    public required CacheFormat Keys { get; init; }

    /// <summary>The format of cached values.</summary>
    public required CacheFormat Values { get; init; }

    /// <summary>Tokens that each sequence may hold, prompt and answer together.</summary>
    public required TokenCount Context { get; init; }

    /// <summary>Sequences at once.</summary>
    public int Sequences { get; init; } = 1;

    /// <summary>The engine and its release.</summary>
    public required EngineRelease Engine { get; init; }

    /// <summary>Its switches.</summary>
    public EngineSettings Settings { get; init; } = EngineSettings.Default;

    /// <summary>How the model is spread.</summary>
    public Parallelism Parallelism { get; init; } = Parallelism.OneGpu;

    /// <summary>A draft model that runs beside it; null for none.</summary>
    public DraftModel? Draft { get; init; }

    /// <summary>LoRA adapters that are served beside it; null for none.</summary>
    public ServedAdapters? Adapters { get; init; }

    /// <summary>How it is trained; null for inference. The context is then the length of a sample and the sequences are those of a micro-batch.</summary>
    public TrainingRun? Training { get; init; }

    /// <summary>The card it runs on; null while it is not chosen.</summary>
    public Gpu? Gpu { get; init; }

    /// <summary>Whether the weights are those of the model's own files, which were read.</summary>
    public bool IsOfOwnFiles => Model.Own?.Format?.Id == Weights.Id;

    /// <summary>The request with what the model's own files hold in the place of their format's rule.</summary>
    internal EstimateRequest OfOwnFiles() => IsOfOwnFiles && !ReferenceEquals(Weights, Model.Own!.Format) ? this with { Weights = Model.Own.Format! } : this;
}
