using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using VramBot.Core.Catalogs;

namespace VramBot.Terminal.Accuracy;

/// <summary>Tokens of a sample that the step of the peak met: what is stated is a cap unless samples are packed to it.</summary>
/// <remarks>Typical long samples of the data sets that sources train on, in tokens of today's tokenizers, prompts and image tokens counted; rounded, as nobody states them.</remarks>
internal static partial class SampleLengths
{
    private const long Unstated = 512;

    /// <summary>Samples of instruction data are a third as long on average as the longest of a few hundred.</summary>
    private const double LongestToAverage = 3;

    /// <summary>Public demonstration notebooks run 60 steps or fewer: a picture with a caption, an instruction, a conversation.</summary>
    private const long OfPicture = 300;

    private const long OfInstruction = 700;
    private const long OfConversation = 1400;

    /// <summary>Long samples by words in the name of the data set; the first that is named decides.</summary>
    private static readonly ImmutableArray<(string Word, long Tokens)> DataSets =
    [
        ("VideoChatGPT", 4000), ("LongAlpaca", 16000), ("LongWriter", 32000), ("R1-Distill", 8000), ("235B-2507-Distill", 8000), ("function-calling", 2000),
        ("orpo-dpo-mix", 2000), ("ultrafeedback", 2000), ("DPO-zh-en", 1000), ("RLAIF-V", 1600), ("coco", 1300), ("TextCaps", 1300), ("speech_asr", 1000),
        ("alpaca-gpt4", 1300), ("LaTeX_OCR", 700), ("AdvertiseGen", 200), ("new_special_tokens", 300), ("garbage", 1300), ("stsb", 60), ("self-cognition", 250),
    ];

    public static long Of(MeasuredCase measured, ModelEntry model)
    {
        if (Average().Match(measured.Note ?? string.Empty) is { Success: true } average)
            return Joined(double.Parse(average.Groups[1].Value, CultureInfo.InvariantCulture), measured, measured.FlagText("framework_config")?.Contains("multipack", StringComparison.Ordinal) == true);
        var cap = measured.SeqLen ?? measured.Ctx;
        if (IsWhole(measured))
            return cap ?? Unstated;
        var typical = Typical(measured, model);
        var length = Math.Min(typical, cap ?? typical);
        return measured.FlagSwitch("padding_free") ?? measured.Runtime == "megatron-swift" ? Joined(length / LongestToAverage, measured, false) : length;
    }

    /// <summary>Samples per row of a preference data set: the chosen and the rejected answer.</summary>
    public static int Answers(MeasuredCase measured) =>
        measured.FlagText("rlhf_type") is "dpo" or "simpo" or "rm" or "kto" && measured.FlagText("packed") is null ? 2 : 1;

    /// <summary>A batch without padding holds the sum of its samples; the worst of many is 1 + 1/√batch of the average.</summary>
    private static long Joined(double average, MeasuredCase measured, bool balanced) => (long)(average * (balanced ? 1 : 1 + (1 / Math.Sqrt(Math.Max(1, measured.Batch ?? 1)))));

    /// <summary>Whether every row has the stated length: packed, generated, or stated as the longest sample that there was.</summary>
    private static bool IsWhole(MeasuredCase measured) =>
        measured.FlagSwitch("packed") == true || measured.Runtime is not ("unsloth" or "ms-swift" or "megatron-swift") || measured.Task == "pretrain";

    private static long Typical(MeasuredCase measured, ModelEntry model)
    {
        if (measured.FlagNumber("max_completion_length") is { } answer)
            return 2L * answer;
        if (measured.FlagText("dataset") is { } names)
            return DataSets.Where(known => names.Contains(known.Word, StringComparison.OrdinalIgnoreCase)).Select(known => known.Tokens).DefaultIfEmpty(Unstated).Max();
        if (measured.Runtime != "unsloth")
            return Unstated;
        return measured.SeqLen is null && model.Network?.Tower is not null ? OfPicture : measured.Id.Contains("conversational", StringComparison.Ordinal) ? OfConversation : OfInstruction;
    }

    [GeneratedRegex(@"(\d+) tokens a sample on average")]
    private static partial Regex Average();
}
