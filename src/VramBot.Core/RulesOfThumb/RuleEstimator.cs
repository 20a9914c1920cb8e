using System.Collections.Immutable;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Formats;
using VramBot.Core.Models;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.RulesOfThumb;

/// <summary>What a rule of thumb says of a request that was estimated.</summary>
public static class RuleEstimator
{
    private const double BitsPerByte = 8;

    /// <summary>The rule beside the estimate; a problem where the document has no formula for such a request.</summary>
    /// <param name="book">Whose rule.</param>
    /// <param name="exact">The estimate.</param>
    /// <param name="namesCache">Whether the format of the cache was named; otherwise the guide counts it in the bits of the weights.</param>
    /// <param name="namesCheckpointing">Whether checkpointing was asked for; the guide's template is without.</param>
    public static Result<RuleEstimate> Of(RuleBook book, Estimate exact, bool namesCache = false, bool namesCheckpointing = false)
    {
        ArgumentNullException.ThrowIfNull(exact);
        var request = exact.Request;
        if (request.Model.Network is not { } network)
            return new Problem("method.shape", request.Model.Name, Tr($"Too little of {request.Model.Name} is published for a formula."));
        var shape = RuleShape.Of(request.Model, network);
        var bits = request.Training is { TrainsAllWeights: true } ? GuideTemplate.MasterBits : NominalBits(request.Weights, request, network);
        var named = (request.Keys.Layout.BitsPerElement + request.Values.Layout.BitsPerElement) / 2;
        var cacheBits = request.Training is not null ? GuideTemplate.HalfBits : book == RuleBook.Guide && !namesCache ? bits : named;
        return Parts(book, exact, shape, bits, cacheBits, namesCheckpointing) switch
        {
            Result<ImmutableArray<RulePart>>.Ok(var parts) => WithGaps(new(book, shape, parts, exact) { WeightBits = bits, CacheBits = cacheBits }),
            Result<ImmutableArray<RulePart>>.Rejected(var problems) => new Result<RuleEstimate>.Rejected(problems),
            _ => throw new InvalidOperationException("A result is either an answer or a rejection."),
        };
    }

    /// <summary>Bits as people say them: 4 of int4, without its scales; of a GGUF mix what its file comes to.</summary>
    private static double NominalBits(WeightFormat format, EstimateRequest request, Network network) => format switch
    {
        ScaledFormat scaled => scaled.WeightBits,
        GgufMix mix => GgufRates.Of(network, request.Model.Architecture, mix),
        _ => format.BitsPerWeight,
    };

    private static Result<RuleEstimate> WithGaps(RuleEstimate rule) => rule with { Gaps = RuleGaps.Of(rule) };

    private static Result<ImmutableArray<RulePart>> Parts(RuleBook book, Estimate exact, RuleShape shape, double bits, double cacheBits, bool isCheckpointed)
    {
        var request = exact.Request;
        if (request.Training is { } run)
            return book == RuleBook.Guide ? Trained(request, run, shape, bits, isCheckpointed) : new Problem("method.training", "task", Tr("Only the guide has formulas for training: write method:guide."));
        return book switch
        {
            RuleBook.Guide => GuideTemplate.Inference(shape, request.Context, request.Sequences, bits, cacheBits),
            RuleBook.Glossary => Glossary(request, shape, bits, cacheBits),
            _ => MemoryMathOf(request, shape, bits, cacheBits),
        };
    }

    private static Result<ImmutableArray<RulePart>> Trained(EstimateRequest request, TrainingRun run, RuleShape shape, double bits, bool isCheckpointed)
    {
        if (GuideTemplate.OptimizerBytes(run.Optimizer) is not { } bytes)
            return new Problem("method.optimizer", run.Optimizer.ToString(), Tr("The guide knows adamw, adamw-8bit, adafactor and sgd: name one of them."));
        return run.Adapter is { } adapter
            ? GuideTemplate.LowRank(shape, request.Context, request.Sequences, adapter.Rank, bytes, bits)
            : GuideTemplate.Training(shape, request.Context, request.Sequences, bytes, isCheckpointed);
    }

    private static ImmutableArray<RulePart> Glossary(EstimateRequest request, RuleShape shape, double bits, double cacheBits)
    {
        var weights = MemoryMath.Weights(shape.Parameters, bits / BitsPerByte);
        var cache = GlossaryFormulas.Cache(shape.Layers, shape.HiddenSize, request.Context, cacheBits / BitsPerByte, request.Sequences);
        return
        [
            new(RulePartKind.Weights, weights),
            new(RulePartKind.Cache, cache),
            .. request.Adapters is { } adapters ? [new RulePart(RulePartKind.Adapters, GlossaryFormulas.Adapters(adapters.Rank, adapters.Count).Middle)] : Array.Empty<RulePart>(),
            .. request.Draft is null ? [] : new[] { new RulePart(RulePartKind.Draft, GlossaryFormulas.Draft(weights).Middle) },
        ];
    }

    /// <summary>The first layer with heads of keys and values stands for all, as in the guide's worksheet, which has one number for each.</summary>
    private static ImmutableArray<RulePart> MemoryMathOf(EstimateRequest request, RuleShape shape, double bits, double cacheBits)
    {
        var attention = request.Model.Network!.Layers.Select(layer => layer.Attention).FirstOrDefault(known => known is not null);
        var (heads, width) = attention switch
        {
            GroupedQueryAttention grouped => (grouped.KeyValueHeads, grouped.HeadDim),
            LatentAttention latent => (latent.Heads, latent.PlainDim + latent.RotaryDim),
            CompressedAttention compressed => (1, compressed.RowWidth),
            _ => (0, 0),
        };
        return
        [
            new(RulePartKind.Weights, MemoryMath.Weights(shape.Parameters, bits / BitsPerByte)),
            new(RulePartKind.Cache, MemoryMath.Cache(shape.Layers, request.Context, heads, width, cacheBits / BitsPerByte, request.Sequences)),
        ];
    }
}
