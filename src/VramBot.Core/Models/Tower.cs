using VramBot.Core.Units;

namespace VramBot.Core.Models;

/// <summary>A vision or audio encoder with its projector; kept in 16 bit by every engine.</summary>
/// <param name="Kind">What it is, in words.</param>
/// <param name="Parameters">Its weights.</param>
public sealed record Tower(string Kind, ParameterCount Parameters)
{
    /// <summary>Pixels of a token's side in most towers: patches of 14, two by two merged (Qwen-VL, Pixtral, Kimi-VL, Llama 4).</summary>
    public const int UsualTokenSide = 28;

    /// <summary>
    /// Those of its weights that every tensor-parallel rank holds whole: tables of positions, a projector that is not split. In Llama-3.2-Vision nine tables of
    /// 4 · 1,601 · 1,280 and 7,680 · hidden size (vllm-project/vllm, model_executor/models/mllama.py; 10.07 GiB on two ranks as printed).
    /// </summary>
    public ParameterCount Whole { get; init; }

    /// <summary>Pixels of the side of the square that becomes one token.</summary>
    public int TokenSide { get; init; } = UsualTokenSide;

    /// <summary>Patches of the largest image, tiles and class tokens counted; null when not stated.</summary>
    public int? ImagePatches { get; init; }

    /// <summary>Width of a patch inside the tower; null when not stated.</summary>
    public int? Width { get; init; }
}
