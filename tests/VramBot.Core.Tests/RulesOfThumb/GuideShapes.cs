using VramBot.Core.RulesOfThumb;

namespace VramBot.Core.Tests.RulesOfThumb;

/// <summary>The models of the "Ultimate VRAM Calculator Guide", by the numbers that it prints of them.</summary>
internal static class GuideShapes
{
    public static RuleShape Of(string model) => model switch
    {
        "Llama 7B" => new(new(7_000_000_000), 32, 4096),
        "Llama 70B" => new(new(70_000_000_000), 80, 8192),
        "Mistral 7B" => new(new(7_300_000_000), 32, 4096),

        // The guide prints no hidden size of these; they are those of the published configurations.
        "Mixtral 8x7B" => new(new(46_700_000_000), 32, 4096),
        "Phi-2" => new(new(2_700_000_000), 32, 2560),
        "Llama 13B" => new(new(13_000_000_000), 40, 5120),
        "GPT-3 175B" => new(new(175_000_000_000), 96, 12288),
        _ => throw new ArgumentOutOfRangeException(nameof(model), model, null),
    };
}
