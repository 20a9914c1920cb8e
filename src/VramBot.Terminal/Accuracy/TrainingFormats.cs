using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Formats;

namespace VramBot.Terminal.Accuracy;

/// <summary>The format of a training case's weights, in the words of its framework.</summary>
internal static class TrainingFormats
{
    public static WeightFormat? Of(MeasuredCase measured, ModelMatch match, EngineKind engine, NameIndex<WeightFormat> formats)
    {
        var words = measured.Weights.Split([' ', ','], 2)[0];
        return WeightFormats.Find(formats, words switch
        {
            "" => "fp32",
            "16-bit" or "fp32" => "bf16",
            "nf4" when match.Entry.NativeFormat == "mxfp4" => "nf4-dq",
            "nf4" => engine != EngineKind.LitGpt || measured.FlagSwitch("double_quant") == true ? "nf4-dq" : "nf4",
            "gptq-int4" => "gptq-int4-g128",
            "awq-int4" => "awq-int4-g128",
            "hqq-int4" => "hqq-int4-g64",
            _ => words,
        });
    }
}
