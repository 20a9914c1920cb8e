using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Commands.Guide;

/// <summary>The rules of thumb that guides to GPU memory repeat, to be held against estimates; never what an answer is made of.</summary>
/// <remarks>
/// Serving: 2, 1 and 0.5 GB a billion weights in fp16, int8 and int4; training 8, LoRA 3; cache: 2 · layers · hidden size · tokens · bytes, as if every query head had keys and values of its own; and
/// a fifth on top of it all. GB are 10^9 bytes.
/// </remarks>
internal static class RuleOfThumb
{
    private const int HalfWidth = 2;

    /// <summary>The share that is added for everything else.</summary>
    public const double Overhead = 0.2;

    /// <summary>Gigabytes a billion weights of a format or a task; null where no rule is known.</summary>
    public static double? PerBillion(string formatOrTask) => formatOrTask switch
    {
        "fp16" or "bf16" => 2,
        "int8" => 1,
        "int4" => 0.5,
        "lora" => 3,
        "full" => 8,
        _ => null,
    };

    /// <summary>The 16-bit cache of one sequence by the hidden size.</summary>
    public static Bytes Cache(Network network, TokenCount tokens) =>
        Bytes.FromBytes(2L * network.Layers.Length * network.HiddenSize * tokens.Count * HalfWidth);
}
