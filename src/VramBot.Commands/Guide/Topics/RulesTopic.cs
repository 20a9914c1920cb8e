using System.Collections.Immutable;
using System.Globalization;
using VramBot.Commands.Replies;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Guide.Topics;

/// <summary>Rules of thumb against every model of the catalog.</summary>
internal sealed class RulesTopic : ITopic
{
    private const double Least = 0.1;
    private const double Most = 0.9;

    /// <inheritdoc/>
    public Reply Answer(GuideQuestion question, GuideDesk desk)
    {
        var rates = desk.Rates;
        return new(Tr("Rules of thumb"))
        {
            Headline = Tr($"In fp16 eight of ten models take {Rate(rates.ByKind[0].Rates, Least):0.0} to {Rate(rates.ByKind[0].Rates, Most):0.0} GB a billion weights, not 2"),
            Sections =
            [
                .. GuideWords.Table(Tr("GB a billion weights"), [Tr("rule"), Tr("middle"), Tr("8 of 10")], rates.ByKind.Where(kind => kind.Rates.Length > 0).Select(kind => Row(kind.Kind, kind.Rates))),
                .. GuideWords.Say(
                    Tr($"Add a fifth for everything else? In fp16 it is {Percent(rates.Overheads, 0.5)} of the weights in the middle, {Percent(rates.Overheads, Least)} to {Percent(rates.Overheads, Most)} for eight of ten: much for small models, little for large ones."),
                    Tr($"0.5 to 1 GB of cache for 2,048 tokens? It is {CatalogRates.Quantile(rates.Caches, 0.5):0.00} GiB in the middle, {CatalogRates.Quantile(rates.Caches, Least):0.00} to {CatalogRates.Quantile(rates.Caches, Most):0.00} for eight of ten."),
                    Tr("8 GB a billion to train all of it holds for bf16 throughout; 32-bit weights with AdamW take 16 bytes each: `dtype:mixed`.")),
                GuideWords.Ask(GuideLine.Topic("quick"), GuideLine.Topic("kv")),
            ],
            Footer = Tr($"{rates.ByKind[0].Rates.Length} models of the catalog from 1B; 4,096 tokens and one user, in training one sample of 2,048. A row opens the model in the middle."),
        };
    }

    private static TableRow Row(string kind, ImmutableArray<CatalogRates.Rate> rates)
    {
        var middle = CatalogRates.Quantile(rates, 0.5);
        return new(Name(kind), [RuleOfThumb.PerBillion(kind) is { } rule ? Figures.Number(rule) : GuideWords.None, Two(middle.PerBillion), $"{Two(Rate(rates, Least))}–{Two(Rate(rates, Most))}"]) { Command = middle.Line.ToString() };
    }

    private static string Name(string kind) => kind switch { "lora" => "LoRA", "qlora" => "QLoRA", "full" => Tr("full"), _ => kind };

    private static double Rate(ImmutableArray<CatalogRates.Rate> rates, double share) => CatalogRates.Quantile(rates, share).PerBillion;

    private static string Two(double rate) => rate.ToString("0.00", CultureInfo.CurrentCulture);

    private static string Percent(ImmutableArray<double> shares, double share) => string.Create(CultureInfo.CurrentCulture, $"{100 * CatalogRates.Quantile(shares, share):0} %");
}
