using System.Collections.Immutable;
using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Catalogs;

/// <summary>A published model: its names, its shape and where both come from.</summary>
public sealed record ModelEntry : INamed
{
    /// <summary>The Hugging Face id: <c>meta-llama/Llama-3.1-8B-Instruct</c>.</summary>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The family that the model belongs to: <c>Llama 3.1</c>.</summary>
    public required string Family { get; init; }

    /// <summary>What the family was made for.</summary>
    public ModelPurpose Purpose { get; init; }

    /// <summary>The class name in config.json: <c>LlamaForCausalLM</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>The shape; null when too little of it is published to size the model by tensors.</summary>
    public Network? Network { get; init; }

    /// <summary>Published number of weights; null when none was found.</summary>
    public PublishedCount? Published { get; init; }

    /// <summary>Published number of weights that work on each token; null when none was found.</summary>
    public ParameterCount? PublishedActive { get; init; }

    /// <summary>The floating-point type of the weights or of their unquantized part: <c>bfloat16</c>.</summary>
    public string DataType { get; init; } = "bfloat16";

    /// <summary>Id of the weight format that the model ships in.</summary>
    public string NativeFormat { get; init; } = "bf16";

    /// <summary>What the publisher says about its own quantization; null for plain floats.</summary>
    public string? NativeQuantization { get; init; }

    /// <summary>Month of release, <c>2024-07</c>; null when not known.</summary>
    public string? Released { get; init; }

    /// <summary>The model whose shape it shares and that it may have been made from; null when none is named.</summary>
    public string? BasedOn { get; init; }

    /// <summary>Month of release of the weights that it was made from, where those are another publisher's; null where they are its own.</summary>
    public string? Pretrained { get; init; }

    /// <summary>Licence; null when not known.</summary>
    public string? License { get; init; }

    /// <summary>Whether every part of the shape has a source; answers about other models say what is missing.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>Whether the model exists only as an example (GPT-3 sizes).</summary>
    public bool IsHypothetical { get; init; }

    /// <summary>Whether only its size is known and the shape is a typical one.</summary>
    public bool IsSizeOnly { get; init; }

    /// <summary>The longest context that the model was made for.</summary>
    public required TokenCount MaxContext { get; init; }

    /// <summary>Oddities that an answer should mention; null when there are none.</summary>
    public string? Note { get; init; }

    /// <summary>What its own files say beyond its shape; null for a model of the catalog, whose files are not read.</summary>
    public OwnFiles? Own { get; init; }

    /// <summary>Where the facts stand.</summary>
    public required ImmutableArray<string> Sources { get; init; }

    /// <summary>The last part of the id, as people say it: <c>Llama-3.1-8B-Instruct</c>.</summary>
    public string Name => Id[(Id.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
