using System.Text.RegularExpressions;
using VramBot.Core.Engines;

namespace VramBot.Terminal.Accuracy;

/// <summary>What the cases of Transformers say in words of their own.</summary>
internal static partial class TransformersCase
{
    /// <summary>The release: the number behind the name in <c>torch 2.0.1, transformers 4.35</c>.</summary>
    public static EngineRelease EngineOf(MeasuredCase measured, Engine engine) =>
        Release().Match(measured.RuntimeVersion ?? string.Empty) is { Success: true } match && EngineVersion.TryParse(match.Groups[1].Value, out var version)
            ? engine.At(version)
            : engine.At();

    public static EngineSettings SettingsOf(MeasuredCase measured) => new()
    {
        FlashAttention = measured.FlagText("attn", "attn_implementation", "attention") switch
        {
            "eager" => false,
            null => null,
            _ => true,
        },
        PromptTokens = measured.FlagNumber("prompt_tokens", "prompt_length", "input_tokens", "input_length"),
        AllLogits = measured.FlagSwitch("full_logits") ?? false,
    };

    [GeneratedRegex(@"(?:transformers[ =v]*|^v?)(\d+\.\d+(\.\d+)?)", RegexOptions.IgnoreCase)]
    private static partial Regex Release();
}
