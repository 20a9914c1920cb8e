using System.Collections.Immutable;
using VramBot.Core.Estimation;
using VramBot.Core.Gpus;
using VramBot.Core.Units;

namespace VramBot.Core.Planning;

/// <summary>One copy of a model on its cards, and how many sequences it holds. Sizes are those of the fullest GPU.</summary>
public sealed record Replica
{
    /// <summary>The card.</summary>
    public required Gpu Gpu { get; init; }

    /// <summary>How many of it.</summary>
    public required int Count { get; init; }

    /// <summary>The estimate with one sequence as long as the engine is set up for.</summary>
    public required Estimate Estimate { get; init; }

    /// <summary>The engine's cache pool, less what the headroom takes of it; null for engines that make a slot a sequence.</summary>
    public required CachePool? Pool { get; init; }

    /// <summary>Memory for caches: the pool, or what is left under the headroom beside everything else.</summary>
    public required Bytes CacheRoom { get; init; }

    /// <summary>Memory of the card that nothing is planned to take.</summary>
    public required Bytes Left { get; init; }

    /// <summary>What a sequence of each class takes.</summary>
    public required ImmutableArray<ClassCache> Classes { get; init; }

    /// <summary>What a sequence takes on average over the classes; with slots, what every slot takes.</summary>
    public required Bytes MeanSequence { get; init; }

    /// <summary>Sequences that the engine schedules at once at most; null without a limit.</summary>
    public required int? SequenceLimit { get; init; }

    /// <summary>Sequences of the mix that it holds at once.</summary>
    public required int Sequences { get; init; }

    /// <summary>Whether max_num_seqs had to be lowered for the engine to start.</summary>
    public bool LowersLimit { get; init; }

    /// <summary>Whether every sequence gets a slot of the longest length instead of pages of a pool.</summary>
    public bool HasSlots => Pool is null;

    /// <summary>Whether the engine's limit is met before memory is full.</summary>
    public bool IsLimited => Sequences == SequenceLimit;

    /// <summary>Memory of the card that is neither weights nor cache: the engine's working memory, and what stays free.</summary>
    public Bytes Reserve => Gpu.Usable - Estimate[PartKind.Weights] - Estimate[PartKind.Adapters] - CacheRoom;
}
