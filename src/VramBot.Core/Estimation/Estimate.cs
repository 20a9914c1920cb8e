using System.Collections.Immutable;
using VramBot.Core.Estimation.Bands;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation;

/// <summary>What a request takes: named parts, and a total that is always their sum. Sizes are those of the fullest GPU.</summary>
public sealed record Estimate
{
    /// <summary>What was asked.</summary>
    public required EstimateRequest Request { get; init; }

    /// <summary>The parts, largest concern first: weights, cache, then what the engine adds.</summary>
    public required ImmutableArray<MemoryPart> Parts { get; init; }

    /// <summary>Each GPU's own share, first to last, where the engine splits by layer; empty elsewhere.</summary>
    public ImmutableArray<GpuShare> Shares { get; init; } = [];

    /// <summary>The least that it should take, by the measured error of like cases.</summary>
    public required Bytes Low { get; init; }

    /// <summary>The most that it should take, by the measured error of like cases.</summary>
    public required Bytes High { get; init; }

    /// <summary>The errors of like cases that the band was made of, and what they were read off.</summary>
    public required ErrorBand Band { get; init; }

    /// <summary>How much is known about the model.</summary>
    public required EstimateDepth Depth { get; init; }

    /// <summary>All weights of the model.</summary>
    public required ParameterCount Parameters { get; init; }

    /// <summary>Weights that work on each token; the same as <see cref="Parameters"/> without experts.</summary>
    public required ParameterCount ActiveParameters { get; init; }

    /// <summary>Cache bytes of one more token in every layer that grows, on one GPU.</summary>
    public required Bytes CachePerToken { get; init; }

    /// <summary>Host memory that stays in use beside the GPUs: llama.cpp's token embedding, EXL2's.</summary>
    public Bytes HostWeights { get; init; }

    /// <summary>Cache of the layers that are in host memory.</summary>
    public Bytes HostCache { get; init; }

    /// <summary>The engine's own cache pool, when a card is named and the engine makes one.</summary>
    public CachePool? Pool { get; init; }

    /// <summary>What the engine takes in all on the named card, when that is more than is needed: its whole budget.</summary>
    public Bytes? Takes { get; init; }

    /// <summary>The least share of the named card, as vLLM counts it, whose budget serves the request; null for other engines.</summary>
    public double? LeastUtilization { get; init; }

    /// <summary>Why the engine would refuse to start, or die while starting, on the named card with these switches, as a sentence; null when it serves.</summary>
    public string? Refusal { get; init; }

    /// <summary>When a training step takes the most, and the counters of that moment; null for inference.</summary>
    public TrainingPeak? Peak { get; init; }

    /// <summary>What was assumed, a sentence each; worded when they are read, in the language that is spoken then.</summary>
    public IEnumerable<string> Assumptions { get; init; } = [];

    /// <summary>Warnings that the person should read, a sentence each; worded when they are read, in the language that is spoken then.</summary>
    public IEnumerable<string> Notes { get; init; } = [];

    /// <summary>The sum of the parts.</summary>
    public Bytes Total
    {
        get
        {
            var sum = Bytes.Zero;
            foreach (var part in Parts)
                sum += part.Size;
            return sum;
        }
    }

    /// <summary>The size of the parts of one kind.</summary>
    public Bytes this[PartKind kind]
    {
        get
        {
            var sum = Bytes.Zero;
            foreach (var part in Parts)
                if (part.Kind == kind)
                    sum += part.Size;
            return sum;
        }
    }
}
