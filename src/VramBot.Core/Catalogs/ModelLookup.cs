using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace VramBot.Core.Catalogs;

/// <summary>
/// Finds a model by any name that points at its shape: its own, a repackaging in another format (<c>-AWQ</c>, <c>-GGUF</c>, <c>-bnb-4bit</c>), or the base
/// or instruct sibling.
/// </summary>
/// <remarks>Steps: the name; without a file's ending, its number among parts and its quantization; without the organisation; without packaging endings, one at a time; with a sibling's ending. Sizes are never dropped.</remarks>
public static partial class ModelLookup
{
    /// <summary>The longest first: <c>-fp8-dynamic</c> before <c>-dynamic</c>.</summary>
    private static readonly ImmutableArray<(string Ending, string? Format)> Packagings =
    [
        .. new (string Ending, string? Format)[]
        {
            ("-unsloth-bnb-4bit", "nf4-dq"), ("-bnb-4bit", "nf4-dq"), ("-bnb-8bit", "bnb-int8"), ("-4bit", "nf4-dq"),
            ("-int4-awq", "awq-int4-g128"), ("-awq-int4", "awq-int4-g128"), ("-awq-4bit", "awq-int4-g128"), ("-4bit-awq", "awq-int4-g128"), ("-awq-sym", "awq-int4-g128"),
            ("-awq", "awq-int4-g128"), ("-awq-8bit", "gptq-int8-g128"), ("-gptq-int4", "gptq-int4-g128"), ("-gptq-4bit", "gptq-int4-g128"), ("-gptq-4b-128g", "gptq-int4-g128"),
            ("-int4-gptq", "gptq-int4-g128"), ("-gptq-int8", "gptq-int8-g128"), ("-gptq-8bit", "gptq-int8-g128"), ("-gptq", "gptq-int4-g128"),
            ("-quantized-w8a8", "int8-w8a8"), ("-quantized-w4a16", "w4a16-g128"), ("-quantized-w8a16", "gptq-int8-g128"), ("-w8a8", "int8-w8a8"), ("-w4a16", "w4a16-g128"),
            ("-w8a16", "gptq-int8-g128"), ("-int8", "int8-w8a8"), ("-int4", "w4a16-g128"), ("-int4-autoround", "w4a16-g128"), ("-autoround", "w4a16-g128"),
            ("-int4-sym-inc", "w4a16-g128"), ("-fp8-dynamic", "fp8"), ("-fp8-block", "fp8-block128"), ("-fp8-static", "fp8"), ("-fp8-kv", "fp8"), ("-fp8", "fp8"),
            ("-nvfp4-v2", "nvfp4"), ("-nvfp4a16", "nvfp4"), ("-nvfp4", "nvfp4"), ("-fp4", "nvfp4"), ("-mxfp4", "mxfp4"), ("-mlx-4bit", "mlx-4bit-g64"), ("-mlx-8bit", "mlx-8bit-g64"),
            ("-gguf", null), ("-bf16", null), ("-fp16", null), ("-hf", null), ("-qat", null), ("-qat-q4-0-unquantized", null), ("-unsloth", null), ("-llamafied", null),
            ("-mtp", null), ("-preview", null), ("-compressed-tensors", null), ("-compressed-tensors-test", null),
        }.OrderByDescending(known => known.Ending.Length),
    ];

    private static readonly ImmutableArray<string> Siblings =
    [
        "-instruct", "-it", "-chat", "-base", "-pt", "-hf", "-chat-hf", "-thinking", "-instruct-hf", "-v0-1", "-instruct-v0-1", "-instruct-v0-2", "-instruct-v0-3", "-v0-3",
    ];

    /// <summary>Finds a model, or null.</summary>
    public static ModelMatch? Find(NameIndex<ModelEntry> models, string name)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(name);
        var rest = Names.Normalize(name[(name.LastIndexOf('/') + 1)..]);
        var hint = FormatHint(rest);
        if (models.Find(name) is { } exact)
            return new(exact, name, true, exact.Own is null ? hint : null);
        if (Unpacked(name) is { Length: > 0 } inner && inner.Length < name.Length)
            return Find(models, inner) is { } match ? match with { Typed = name, IsExact = false } : null;
        while (rest.Length > 0)
        {
            if (models.Find(rest) is { } entry)
                return new(entry, name, false, hint);
            if (PackagingOf(rest).Ending is not { } ending)
                break;
            rest = rest[..^ending.Length];
        }

        return Sibling(models, rest) is { } sibling ? new(sibling, name, false, hint) : null;
    }

    /// <summary>A file's or a download's name without what says how it is packed: <c>Qwen3-8B-UD-Q4_K_XL-00001-of-00002.gguf</c>.</summary>
    private static string Unpacked(string name) => Packing().Replace(name, string.Empty);

    [GeneratedRegex(@"(\.gguf|-\d{5}-of-\d{5}|[-.:_@](UD-)?(I?Q\d|TQ\d|MXFP4)\w*|[-.:@](BF16|F16|F32)|[-_](exl[23]|\d(\.\d+)?bpw|h\d)|:latest)$", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Packing();

    private static string? FormatHint(string name)
    {
        while (PackagingOf(name) is { Ending: { } ending, Format: var format })
        {
            if (format is not null)
                return format;
            name = name[..^ending.Length];
        }

        return null;
    }

    private static (string? Ending, string? Format) PackagingOf(string name) => Packagings.FirstOrDefault(known => name.EndsWith(known.Ending, StringComparison.Ordinal));

    private static ModelEntry? Sibling(NameIndex<ModelEntry> models, string name)
    {
        var stem = Siblings.OrderByDescending(ending => ending.Length).FirstOrDefault(ending => name.EndsWith(ending, StringComparison.Ordinal)) is { } found
            ? name[..^found.Length]
            : name;
        ImmutableArray<string> stems = stem == name ? [name] : [name, stem];
        return stems.SelectMany(start => Siblings.Select(ending => start + ending).Prepend(start)).SelectMany(Prefixed)
            .Select(models.Find).FirstOrDefault(entry => entry is not null);
    }

    /// <summary>Meta's Llama 3 repositories carry a <c>Meta-</c> that people drop and add.</summary>
    private static string[] Prefixed(string name) =>
        name.StartsWith("meta-", StringComparison.Ordinal) ? [name, name["meta-".Length..]] : [name, "meta-" + name];
}
