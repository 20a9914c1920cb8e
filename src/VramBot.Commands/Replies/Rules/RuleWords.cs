using System.Globalization;
using VramBot.Core.Estimation;
using VramBot.Core.RulesOfThumb;
using VramBot.Core.Units;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Replies.Rules;

/// <summary>What rules of thumb and their parts are called.</summary>
internal static class RuleWords
{
    /// <summary>The document by its title.</summary>
    public static string TitleOf(RuleBook book) => book switch
    {
        RuleBook.Guide => "Ultimate VRAM Calculator Guide",
        RuleBook.Glossary => "Glossary / Glossário",
        _ => "Model Memory Math",
    };

    /// <summary>The method as it is typed.</summary>
    public static string TypedOf(RuleBook book) => book switch { RuleBook.Guide => "guide", RuleBook.Glossary => "glossary", _ => "memory-math" };

    /// <summary>Whose figure it is, in a sentence.</summary>
    public static string By(RuleBook book) => book switch
    {
        RuleBook.Guide => Tr("by the guide"),
        RuleBook.Glossary => Tr("by the glossary"),
        _ => Tr("by memory math"),
    };

    /// <summary>The label of a part, at most 13 columns, as those of the estimate's own parts are.</summary>
    public static string LabelOf(RulePartKind kind) => kind == RulePartKind.Overhead ? Tr("CUDA overhead") : PartLabels.Of(PartOf(kind));

    /// <summary>A part within a sentence.</summary>
    public static string InSentence(RulePartKind kind) => kind switch
    {
        RulePartKind.Weights => Tr("the weights"),
        RulePartKind.Cache => Tr("the KV cache"),
        RulePartKind.Activations => Tr("the activations"),
        RulePartKind.Gradients => Tr("the gradients"),
        RulePartKind.OptimizerStates => Tr("the optimizer's states"),
        RulePartKind.Adapters => Tr("the adapters"),
        RulePartKind.Draft => Tr("the draft model"),
        _ => Tr("what CUDA takes"),
    };

    /// <summary>The name of a part in JSON.</summary>
    public static string NameOf(RulePartKind kind) => kind == RulePartKind.Overhead ? "cuda overhead" : PartLabels.NameOf(PartOf(kind));

    /// <summary>Gigabytes of 10^9, as the documents print them: one decimal, three where it is small.</summary>
    public static string Gigabytes(Bytes size) => size.TotalGigabytes switch
    {
        < 0.0005 => "0",
        < 0.05 => size.TotalGigabytes.ToString("0.000", CultureInfo.CurrentCulture),
        < 999.95 => size.TotalGigabytes.ToString("0.0", CultureInfo.CurrentCulture),
        _ => size.TotalGigabytes.ToString("#,0", CultureInfo.CurrentCulture),
    };

    /// <summary>Bits of a number without needless decimals.</summary>
    public static string Bits(double bits) => bits.ToString("0.##", CultureInfo.CurrentCulture);

    private static PartKind PartOf(RulePartKind kind) => kind switch
    {
        RulePartKind.Weights => PartKind.Weights,
        RulePartKind.Cache => PartKind.Cache,
        RulePartKind.Activations => PartKind.Activations,
        RulePartKind.Gradients => PartKind.Gradients,
        RulePartKind.OptimizerStates => PartKind.OptimizerStates,
        RulePartKind.Adapters => PartKind.Adapters,
        RulePartKind.Draft => PartKind.Draft,
        _ => PartKind.Context,
    };
}
