using System.Text.Json;
using VramBot.Core.Fitting;
using VramBot.Core.Speed;

namespace VramBot.Commands.Replies;

/// <summary>Speeds as JSON, in tokens a second with one decimal.</summary>
internal static class SpeedJson
{
    /// <summary>The key <c>speed</c>, where a fit has one.</summary>
    public static void Write(Utf8JsonWriter json, GpuFit? fit)
    {
        if (fit is null || fit.Verdict == FitVerdict.DoesNotFit || DecodeSpeed.Of(fit) is not { } rate)
            return;
        json.WriteStartObject("speed");
        WriteRange(json, string.Empty, rate.PerSequence);
        WriteRange(json, "total_", rate.Total);
        if (PrefillSpeed.Of(fit) is { } prompt)
            WriteRange(json, "prompt_", prompt);
        json.WriteString("bound", rate.PerSequence.Bound.Words());
        json.WriteEndObject();
    }

    private static void WriteRange(Utf8JsonWriter json, string prefix, SpeedRange range)
    {
        json.WriteNumber($"{prefix}low", Math.Round(range.Low, 1));
        json.WriteNumber($"{prefix}high", Math.Round(range.High, 1));
    }
}
