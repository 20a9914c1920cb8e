using System.Globalization;
using VramBot.Core.Estimation;
using VramBot.Core.Models;
using VramBot.Core.RulesOfThumb;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies.Rules;

/// <summary>The formula of each part with the request's own numbers in it, as the document writes it.</summary>
internal static class RuleFormulas
{
    public static IEnumerable<string> Of(RuleEstimate rule) => rule.Parts.Select(part => Formula(rule, part) is { } formula
        ? $"{RuleWords.LabelOf(part.Kind)} = {formula} = {RuleWords.Gigabytes(part.Size)} GB"
        : $"{RuleWords.LabelOf(part.Kind)} = {RuleWords.Gigabytes(part.Size)} GB");

    /// <summary>The formula; null where a size stands without one.</summary>
    private static string? Formula(RuleEstimate rule, RulePart part) => (rule.Book, part.Kind) switch
    {
        (RuleBook.Guide, RulePartKind.Weights) => Tr($"{rule.Shape.Parameters} × {RuleWords.Bits(rule.WeightBits)} bits / 8 × 1.2"),
        (_, RulePartKind.Weights) => Tr($"{rule.Shape.Parameters} × {RuleWords.Bits(rule.WeightBits / 8)} bytes"),
        (RuleBook.MemoryMath, RulePartKind.Cache) => HeadFormula(rule),
        (_, RulePartKind.Cache) => Tr($"2 × {rule.Shape.Layers} layers × {Rows(rule)} × {RuleWords.Bits(rule.CacheBits / 8)} bytes"),
        (_, RulePartKind.Activations) => Tr($"{rule.Shape.Layers} layers × {Rows(rule)} × {RuleWords.Bits(ActivationBytes(rule))} bytes{Share(rule, part)}"),
        (_, RulePartKind.OptimizerStates) => Tr($"{Trained(rule)} × {Bytes(rule, part)} bytes"),
        (_, RulePartKind.Gradients) => Tr($"{Trained(rule)} × 2 bytes"),
        (_, RulePartKind.Adapters) => Tr($"{rule.Exact.Request.Adapters!.Count} × the middle of {(rule.Exact.Request.Adapters.Rank <= 16 ? Tr("0.5–1 GB") : Tr("1–2 GB"))}"),
        (_, RulePartKind.Draft) => Tr("30–50 % of the weights, the middle"),
        _ => null,
    };

    /// <summary>Hidden size × tokens × sequences: <c>4,096 wide × 2,048 tokens × 4</c>.</summary>
    private static string Rows(RuleEstimate rule)
    {
        var request = rule.Exact.Request;
        return Tr($"{rule.Shape.HiddenSize:#,0} wide × {Figures.Tokens(request.Context)} tokens × {request.Sequences:#,0}");
    }

    private static string HeadFormula(RuleEstimate rule)
    {
        var request = rule.Exact.Request;
        var numbers = request.Model.Network!.Layers.Select(layer => layer.Attention).FirstOrDefault(known => known is not null) switch
        {
            GroupedQueryAttention grouped => Tr($"{grouped.KeyValueHeads} heads × {grouped.HeadDim}"),
            LatentAttention latent => Tr($"{latent.Heads} heads × {latent.PlainDim + latent.RotaryDim}"),
            CompressedAttention compressed => Tr($"{1} heads × {compressed.RowWidth}"),
            _ => Tr($"{0} heads × {0}"),
        };
        return Tr($"{rule.Shape.Layers} layers × {Figures.Tokens(request.Context)} tokens × 2 × {numbers} × {RuleWords.Bits(rule.CacheBits / 8)} bytes × {request.Sequences:#,0}");
    }

    private static double ActivationBytes(RuleEstimate rule) => rule.Exact.Request.Training is null ? rule.WeightBits / 8 : GuideTemplate.HalfBits / 8.0;

    /// <summary>The share of the activations that is counted, where it is not all of them.</summary>
    private static string Share(RuleEstimate rule, RulePart part)
    {
        var request = rule.Exact.Request;
        var whole = GuideTemplate.Activations(rule.Shape, request.Context, request.Sequences, 8 * ActivationBytes(rule));
        var share = Math.Round((double)part.Size.Count / Math.Max(1, whole.Count), 1);
        return share >= 1 ? string.Empty : Tr($" × {share:0.0}");
    }

    private static string Trained(RuleEstimate rule) => rule.Exact.Request.Training!.Adapter is { } adapter
        ? GuideTemplate.AdapterParameters(rule.Shape, adapter.Rank).ToString(CultureInfo.CurrentCulture)
        : rule.Shape.Parameters.ToString(CultureInfo.CurrentCulture);

    private static int Bytes(RuleEstimate rule, RulePart part) => GuideTemplate.OptimizerBytes(rule.Exact.Request.Training!.Optimizer) ?? (part.Size.Count > 0 ? 1 : 0);
}
