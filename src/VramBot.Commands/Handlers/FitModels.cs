using System.Collections.Immutable;
using VramBot.Core.Catalogs;

namespace VramBot.Commands.Handlers;

/// <summary>The models that may be offered to somebody, the best first by size and age.</summary>
internal sealed class FitModels(Catalog catalog)
{
    private readonly Lazy<ImmutableArray<ModelEntry>> all = new(() =>
    [
        .. catalog.Models.All.Where(model => model is { Network: not null, IsComplete: true, IsHypothetical: false, Released: not null })
            .OrderByDescending(ModelWorth.Of).ThenByDescending(model => model.Released, StringComparer.Ordinal)
            .ThenByDescending(model => model.Name.Contains("instruct", StringComparison.OrdinalIgnoreCase)).ThenBy(model => model.Id, StringComparer.Ordinal),
    ]);

    /// <summary>All of them.</summary>
    public ImmutableArray<ModelEntry> All => all.Value;

    /// <summary>Those made for a purpose.</summary>
    public IEnumerable<ModelEntry> For(ModelPurpose purpose) => All.Where(model => model.Purpose == purpose);

    /// <summary>Those that every word fits: a part of a name, a purpose, or what a model has.</summary>
    public ImmutableArray<ModelEntry> Called(ImmutableArray<string> words) => [.. All.Where(model => words.All(word => Is(model, word)))];

    /// <summary>
    /// The line of models that a family belongs to, its name without generation and kind: Qwen for Qwen3, Qwen3.5 and Qwen3-VL, Llama for Llama 3.1 and Llama 4. Of a line the best that fits is shown, so
    /// that a generation stands behind the next.
    /// </summary>
    public static string LineOf(ModelEntry model)
    {
        var length = 0;
        while (length < model.Family.Length && char.IsLetter(model.Family[length]))
            length++;
        return length == 0 ? model.Family : model.Family[..length];
    }

    private static bool Is(ModelEntry model, string word) => word.ToLowerInvariant() switch
    {
        "code" or "coder" or "coding" or "código" => model.Purpose == ModelPurpose.Code || HasIn(model, "coder"),
        "vision" or "images" or "vlm" or "multimodal" or "visão" => model.Network!.Tower?.Kind.Contains("vision", StringComparison.OrdinalIgnoreCase) == true,
        "moe" or "experts" => model.Network!.Layers.Any(layer => layer.Experts is not null),
        "dense" => model.Network!.Layers.All(layer => layer.Experts is null),
        "math" or "maths" or "mathematics" => model.Purpose == ModelPurpose.Mathematics,
        "medicine" or "medical" => model.Purpose == ModelPurpose.Medicine,
        "embedding" or "embeddings" => model.Purpose == ModelPurpose.Embedding,
        "speech" or "audio" => model.Purpose == ModelPurpose.Speech,
        "diffusion" => model.Purpose == ModelPurpose.Diffusion,
        "ocr" or "pages" => model.Purpose == ModelPurpose.Pages,
        _ => HasIn(model, word),
    };

    private static bool HasIn(ModelEntry model, string word)
    {
        var typed = Names.Compact(word);
        return typed.Length > 0 && (Names.Compact(model.Id).Contains(typed, StringComparison.Ordinal) || Names.Compact(model.Family).Contains(typed, StringComparison.Ordinal));
    }
}
