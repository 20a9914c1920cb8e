using VramBot.CatalogFiles.Documents;
using VramBot.Core.Formats;
using VramBot.Core.Units;

namespace VramBot.CatalogFiles;

/// <summary>Turns a format's document into a catalog entry.</summary>
internal static class FormatReader
{
    public static WeightFormat? Read(FormatDocument format, EntryFaults faults)
    {
        faults.Sourced(format.Source);
        return format switch
        {
            { FloatBytes: not null } => Complete(new FloatFormat(faults.Positive("float_bytes", format.FloatBytes)) { Id = "", Label = "", Source = "" }, format, faults),
            { GgufMix: not null } => Mix(format, faults),
            { Unsized: not null } => Complete(new UnsizedFormat(format.Unsized) { Id = "", Label = "", Source = "" }, format, faults),
            { WeightBits: not null } => Complete(Scaled(format, faults), format, faults),
            _ => Nothing(faults),
        };
    }

    public static CacheFormat Read(CacheFormatDocument format, EntryFaults faults)
    {
        faults.Sourced(format.Source);
        var layout = new BlockLayout(
            faults.Positive("elements_per_block", format.ElementsPerBlock),
            Bytes.FromBytes(faults.Positive("bytes_per_block", format.BytesPerBlock)));
        return new(layout) { Id = faults.Text("id", format.Id), Aliases = [.. format.Aliases], Source = string.Join("; ", format.Source) };
    }

    private static WeightFormat? Nothing(EntryFaults faults)
    {
        faults.Add("weight_bits", "is missing: a format has float_bytes, weight_bits, gguf_mix or unsized");
        return null;
    }

    private static WeightFormat? Mix(FormatDocument format, EntryFaults faults)
    {
        if (!Enum.TryParse<GgmlType>(format.BaseType, out var type))
        {
            faults.Add("base_type", $"is '{format.BaseType}', not one of ggml's block types");
            return null;
        }

        return Complete(new GgufMix(format.GgufMix!, type, type.Layout(), format.ImportanceMatrix) { Id = "", Label = "", Source = "" }, format, faults);
    }

    private static ScaledFormat Scaled(FormatDocument format, EntryFaults faults)
    {
        QuantizedScope? scope = format.Scope switch
        {
            "linear" => QuantizedScope.Linear,
            "routed_experts" => QuantizedScope.RoutedExperts,
            "linear_and_embeddings" => QuantizedScope.LinearAndEmbeddings,
            _ => null,
        };
        if (scope is null)
            faults.Add("scope", $"is '{format.Scope}'; scopes are linear, routed_experts, linear_and_embeddings");
        return new()
        {
            Id = "",
            Label = "",
            Source = "",
            WeightBits = faults.Positive("weight_bits", format.WeightBits),
            GroupSize = format.GroupSize,
            GroupBits = format.GroupBits,
            RowBits = format.RowBits,
            HeadBits = format.HeadBits ?? 16,
            EmbeddingOnHost = format.EmbeddingOnHost,
            Scope = scope ?? QuantizedScope.Linear,
        };
    }

    private static WeightFormat Complete(WeightFormat shape, FormatDocument format, EntryFaults faults) => shape with
    {
        Id = faults.Text("id", format.Id),
        Label = faults.Text("label", format.Label),
        Aliases = [.. format.Aliases],
        QualityNote = format.QualityNote,
        Quality = [.. format.Quality.Select(measure => new QualityMeasure(measure.Model ?? string.Empty, measure.PplIncreasePct, measure.Source ?? string.Empty))],
        Needs = format.Needs,
        Source = string.Join("; ", format.Source),
    };
}
