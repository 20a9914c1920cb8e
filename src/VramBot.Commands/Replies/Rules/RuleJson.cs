using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using VramBot.Commands.Handlers;
using VramBot.Core.RulesOfThumb;

namespace VramBot.Commands.Replies.Rules;

/// <summary>A rule of thumb as JSON.</summary>
/// <remarks>
/// <code>
/// {"line", "method", "document", "total_gb", "total_gib", "parts": [{"name", "gb", "gib", "estimate_gib"}],
///  "estimate": {"total_gib", "low_gib", "high_gib", "gpus", "engine"}, "ratio", "reasons": [{"part", "cause", "gb", "text"}]}
/// </code>
/// Sizes are those of all GPUs together but for <c>low_gib</c> and <c>high_gib</c>, which are those of the fullest; gigabytes are 10^9 bytes. <c>ratio</c> is the rule divided by the estimate.
/// </remarks>
internal static class RuleJson
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(VramAnswer answer, RuleEstimate rule)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("line", answer.Line.ToString());
            json.WriteString("method", RuleWords.TypedOf(rule.Book));
            json.WriteString("document", RuleWords.TitleOf(rule.Book));
            EstimateJson.WriteSize(json, "total_gb", rule.Total.TotalGigabytes);
            EstimateJson.WriteSize(json, "total_gib", rule.Total.TotalGibibytes);
            WriteParts(json, rule);
            WriteEstimate(json, rule);
            json.WriteNumber("ratio", Math.Round(rule.Ratio, 4));
            WriteReasons(json, rule);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteParts(Utf8JsonWriter json, RuleEstimate rule)
    {
        json.WriteStartArray("parts");
        foreach (var gap in rule.Gaps.OrderBy(gap => gap.Kind))
        {
            json.WriteStartObject();
            json.WriteString("name", RuleWords.NameOf(gap.Kind));
            EstimateJson.WriteSize(json, "gb", gap.Rule.TotalGigabytes);
            EstimateJson.WriteSize(json, "gib", gap.Rule.TotalGibibytes);
            EstimateJson.WriteSize(json, "estimate_gib", gap.Estimate.TotalGibibytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteEstimate(Utf8JsonWriter json, RuleEstimate rule)
    {
        var request = rule.Exact.Request;
        json.WriteStartObject("estimate");
        EstimateJson.WriteSize(json, "total_gib", rule.ExactTotal.TotalGibibytes);
        EstimateJson.WriteSize(json, "low_gib", rule.Exact.Low.TotalGibibytes);
        EstimateJson.WriteSize(json, "high_gib", rule.Exact.High.TotalGibibytes);
        json.WriteNumber("gpus", request.Parallelism.Gpus);
        json.WriteString("engine", request.Engine.Version is { } version ? $"{request.Engine.Engine.Id}@{version}" : request.Engine.Engine.Id);
        json.WriteEndObject();
    }

    private static void WriteReasons(Utf8JsonWriter json, RuleEstimate rule)
    {
        json.WriteStartArray("reasons");
        foreach (var (gap, text) in RuleReasons.Of(rule))
        {
            json.WriteStartObject();
            json.WriteString("part", RuleWords.NameOf(gap.Kind));
            json.WriteString("cause", CauseOf(gap.Cause));
            EstimateJson.WriteSize(json, "gb", gap.Excess.TotalGigabytes);
            json.WriteString("text", text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string CauseOf(RuleCause cause) => cause switch
    {
        RuleCause.WeightOverhead => "weight overhead",
        RuleCause.NameSize => "size by name",
        RuleCause.WeightBits => "weight bits",
        RuleCause.HostMemory => "host memory",
        RuleCause.SharedHeads => "shared heads",
        RuleCause.LatentRow => "latent row",
        RuleCause.Windows => "windows",
        RuleCause.FewerLayers => "fewer layers",
        RuleCause.CacheBits => "cache bits",
        RuleCause.NoCacheInTraining => "no cache in training",
        RuleCause.StateBytes => "state bytes",
        _ => "counted otherwise",
    };
}
