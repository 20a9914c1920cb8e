using System.Collections.Immutable;

namespace VramBot.Commands.Grammar;

/// <summary>The options that give a model by numbers, where its name is not known, or it has none yet.</summary>
public static class ShapeOptions
{
    /// <summary>All of them, the size first.</summary>
    public static ImmutableArray<OptionDescription> All { get; } =
    [
        new("params", "a model given by numbers: its parameters, beside the next ones: 70b", "70b") { IsRare = true, Aliases = ["parameters"], Default = "the model's" },
        new("layers", "layers of a model given by numbers", "80") { IsRare = true, Aliases = ["num-layers"], Default = "as usual at its size" },
        new("hidden", "hidden size of a model given by numbers", "8192") { IsRare = true, Aliases = ["hidden-size", "d-model"], Default = "as usual at its size" },
        new("heads", "query heads of a model given by numbers", "64") { IsRare = true, Aliases = ["attention-heads"], Default = "hidden size / head width" },
        new("kv-heads", "heads of keys and values: as many as heads (MHA), fewer (GQA), 1 (MQA)", "8") { IsRare = true, Aliases = ["kvheads", "num-kv-heads"], Default = "8" },
        new("head-dim", "width of a head of a model given by numbers", "128") { IsRare = true, Aliases = ["headdim"], Default = "128" },
        new("vocab", "vocabulary of a model given by numbers", "128256") { IsRare = true, Aliases = ["vocabulary", "vocab-size"], Default = "128256" },
    ];

    /// <summary>Whether an option is one of them.</summary>
    public static bool Contains(string option) => All.Any(known => known.Name == option);
}
