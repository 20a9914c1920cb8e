using System.Text.RegularExpressions;
using VramBot.Core.Catalogs;
using VramBot.Core.Formats;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Launching;

/// <summary>Where an engine finds the weights: the publisher's repository, the one that the person named, or a name that stands for theirs.</summary>
/// <param name="Name">The repository, or the name that stands for one.</param>
/// <param name="IsPlaceholder">Whether it stands for a checkpoint that the person has to name: the catalog knows whose model it is, not who packed it in a format.</param>
internal sealed partial record Checkpoint(string Name, bool IsPlaceholder)
{
    private const string SomeOwner = "ORG";

    /// <summary>Endings by which repositories of a format are known (<see cref="ModelLookup"/> reads them back).</summary>
    private static readonly Dictionary<string, string> Endings = new(StringComparer.Ordinal)
    {
        ["bf16"] = "BF16",
        ["fp16"] = "FP16",
        ["fp32"] = "FP32",
        ["awq-int4-g128"] = "AWQ",
        ["gptq-int4-g128"] = "GPTQ-Int4",
        ["gptq-int8-g128"] = "GPTQ-Int8",
        ["w4a16-g128"] = "W4A16",
        ["int8-w8a8"] = "W8A8",
        ["fp8"] = "FP8",
        ["fp8-block128"] = "FP8-block",
        ["nvfp4"] = "NVFP4",
        ["mxfp4"] = "MXFP4",
        ["nf4-dq"] = "bnb-4bit",
        ["bnb-int8"] = "bnb-8bit",
        ["mlx-4bit-g64"] = "MLX-4bit",
        ["mlx-8bit-g64"] = "MLX-8bit",
    };

    /// <summary>What to know of some; empty when all of them are published or were named.</summary>
    public static string NoteOf(params IEnumerable<Checkpoint> checkpoints)
    {
        var names = checkpoints.Where(checkpoint => checkpoint.IsPlaceholder).Select(checkpoint => checkpoint.Name).ToList();
        return names.Count switch
        {
            0 => string.Empty,
            1 => Tr($"{names[0]} stands for a repository or folder with such a checkpoint."),
            _ => Tr($"{string.Join(Tr(" and "), names)} stand for repositories or folders with such checkpoints."),
        };
    }

    /// <summary>The checkpoint of a model in a format.</summary>
    /// <param name="model">The model.</param>
    /// <param name="weights">The format.</param>
    /// <param name="named">How the person named the model; null when they did not.</param>
    public static Checkpoint Of(ModelEntry model, WeightFormat weights, ModelMatch? named)
    {
        if (NamedRepository(model, named) is { } typed && (named!.FormatHint ?? model.NativeFormat) == weights.Id && (named.FormatHint is not null || !Packed().IsMatch(typed)))
            return new(named.IsExact && named.FormatHint is null ? model.Id : typed, false);
        return IsPublished(model, weights)
            ? new(model.Id, false)
            : new($"{SomeOwner}/{model.Name}-{Endings.GetValueOrDefault(weights.Id, weights.Id)}", true);
    }

    /// <summary>Whether the publisher's own repository gives these weights: as they ship, or 16 and 32 bits of one another.</summary>
    public static bool IsPublished(ModelEntry model, WeightFormat weights) =>
        weights.Id == model.NativeFormat || (weights is FloatFormat && model.NativeFormat is "bf16" or "fp16" or "fp32");

    /// <summary>The repository of GGUF files that the person named, or null.</summary>
    public static string? GgufRepository(ModelEntry model, ModelMatch? named) => model.Own?.Quantization is not null ? model.Id :
        NamedRepository(model, named) is { } typed && typed.EndsWith("-gguf", StringComparison.OrdinalIgnoreCase) ? typed : null;

    /// <summary>The name that a GGUF file of these weights has as a rule.</summary>
    public static string GgufFile(ModelEntry model, WeightFormat weights) => GgufTag(weights) is { } tag ? $"{model.Name}-{tag}.gguf" : $"{model.Name}.gguf";

    /// <summary>What the name of such a file says of its types; null for a mix of which only the rate is known.</summary>
    public static string? GgufTag(WeightFormat weights) => weights switch
    {
        GgufRate { Stored: not null } file => file.Id,
        GgufMix mix => mix.Mix,
        FloatFormat { Id: "fp16" } => "F16",
        FloatFormat { Id: "fp32" } => "F32",
        FloatFormat => "BF16",
        _ => null,
    };

    private static string? NamedRepository(ModelEntry model, ModelMatch? named) =>
        named is not null && named.Entry == model && Repository().IsMatch(named.Typed) ? named.Typed : null;

    /// <summary>OWNER/NAME as the hub allows them.</summary>
    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9][A-Za-z0-9._-]{0,95}$", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Repository();

    /// <summary>What names of repositories say of being packed for another engine.</summary>
    [GeneratedRegex("gguf|exl[23]|bpw|mlx|[-_.](i?q|int)[1-8]|[1-8]-?bit", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Packed();
}
