using VramBot.Commands.Grammar.Switches;
using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Estimation.LlamaCpp;
using VramBot.Core.Formats;
using VramBot.Core.RulesOfThumb;
using VramBot.Core.Units;

namespace VramBot.Commands.Grammar;

/// <summary>A <c>/vram</c> line understood: what the person said, and nothing for what they did not say.</summary>
/// <param name="Model">The model.</param>
public sealed record VramQuestion(ModelMatch Model)
{
    /// <summary>The format of the weights.</summary>
    public WeightFormat? Weights { get; init; }

    /// <summary>Tokens of a sequence.</summary>
    public TokenCount? Context { get; init; }

    /// <summary>Sequences at once.</summary>
    public int? Users { get; init; }

    /// <summary>The format of keys.</summary>
    public CacheFormat? Keys { get; init; }

    /// <summary>The format of values.</summary>
    public CacheFormat? Values { get; init; }

    /// <summary>The engine.</summary>
    public EngineRelease? Engine { get; init; }

    /// <summary>That another engine was asked for, which is answered as this one; null when it was not.</summary>
    public string? EngineAssumption { get; init; }

    /// <summary>The person's cards.</summary>
    public GpuSelection? Gpu { get; init; }

    /// <summary>Whether every card of the catalog is to be listed: <c>gpu:all</c>.</summary>
    public bool ListsAllGpus { get; init; }

    /// <summary>How many cards of no particular kind; null when none are counted, or cards are named.</summary>
    public int? Cards { get; init; }

    /// <summary>The training run; null for inference. The context is then the length of a sample, and the users are the samples of a micro-batch.</summary>
    public TrainingQuestion? Training { get; init; }

    /// <summary>What is kept in host memory.</summary>
    public HostOffload? Offload { get; init; }

    /// <summary>Whether as little is to be kept in host memory as makes it fit: <c>offload:auto</c>.</summary>
    public bool FindsOffload { get; init; }

    /// <summary>What was found to be kept there, where that was asked; empty when it was not.</summary>
    public string OffloadAssumption { get; init; } = string.Empty;

    /// <summary>Whether something is, or may be, kept in host memory.</summary>
    public bool UsesHost => Offload is not null || FindsOffload;

    /// <summary>The engine's own switches; what they say of context, users, cache, layout and adapters stands in the properties of those.</summary>
    public EngineFlags? Flags { get; init; }

    /// <summary>Tensor-parallel ranks.</summary>
    public int? TensorParallel { get; init; }

    /// <summary>Pipeline stages.</summary>
    public int? PipelineParallel { get; init; }

    /// <summary>Ranks that hold whole experts: in serving the tensor-parallel ones, in training some of the data-parallel ones.</summary>
    public int? ExpertParallel { get; init; }

    /// <summary>A draft model for speculative decoding.</summary>
    public ModelMatch? Draft { get; init; }

    /// <summary>LoRA adapters served at once.</summary>
    public int? Adapters { get; init; }

    /// <summary>The rank of those adapters, or of the one that is trained.</summary>
    public int? AdapterRank { get; init; }

    /// <summary>The projections with adapters; null for every linear layer.</summary>
    public AdapterTargets? AdapterTargets { get; init; }

    /// <summary>Whose rule of thumb is asked for beside the estimate; null for the estimate alone.</summary>
    public RuleBook? Rules { get; init; }

    /// <summary>Whether as many users as fit are asked for: <c>users:max</c>.</summary>
    public bool FindsUsers { get; init; }

    /// <summary>How many were found, where that was asked of named cards; empty when it was not.</summary>
    public string UsersAssumption { get; init; } = string.Empty;

    /// <summary>The numbers that the model is given by; null for a model by its name, or by its size alone.</summary>
    public TypicalShape? Shape { get; init; }

    /// <summary>US dollars for hardware.</summary>
    public decimal? Budget { get; init; }
}
