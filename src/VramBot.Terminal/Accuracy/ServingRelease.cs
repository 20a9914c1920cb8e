using System.Text.RegularExpressions;
using VramBot.Core.Engines;

namespace VramBot.Terminal.Accuracy;

/// <summary>The release of a serving engine in the words of logs, packages and containers: <c>0.8.5.post1 (V0)</c>, <c>v0.11.0rc2</c>, <c>vllm-openai:v0.10.1</c>.</summary>
internal static partial class ServingRelease
{
    private static readonly EngineVersion FirstV1 = new(0, 8);
    private static readonly EngineVersion LastV0 = new(0, 7, 9);

    /// <summary>The engine at the release that a case tells; at its newest when it tells none.</summary>
    public static EngineRelease Of(MeasuredCase measured, Engine engine)
    {
        var text = measured.RuntimeVersion ?? string.Empty;
        var told = !CountsContainers().IsMatch(text) && Number().Match(text) is { Success: true } match && EngineVersion.TryParse(match.Value, out var number) ? number : (EngineVersion?)null;
        if (engine.Kind != EngineKind.Vllm)
            return engine.At(engine.Kind == EngineKind.Sglang ? told : null);
        return engine.At(CoreOf(measured, text) switch
        {
            0 when told is null || told >= FirstV1 => LastV0,
            1 when told < FirstV1 => FirstV1,
            _ => told,
        });
    }

    /// <summary>Which of vLLM's two cores ran, where that is said beside the number; each could be chosen from 0.6.4 to 0.10.</summary>
    private static int? CoreOf(MeasuredCase measured, string text) =>
        Core().Match(text) is { Success: true } core ? core.Value[1] - '0' : measured.FlagNumber("VLLM_USE_V1");

    /// <summary>NVIDIA numbers its containers by itself: inside NIM, and by year and month.</summary>
    [GeneratedRegex(@"\bNIM\b|nvcr\.io|(?<![\d.])2\d\.\d\d(?!\d)")]
    private static partial Regex CountsContainers();

    [GeneratedRegex(@"(?<![\d.])\d{1,2}\.\d+(\.\d+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<!\w)V[01](?![\w.])")]
    private static partial Regex Core();
}
