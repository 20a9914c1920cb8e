using System.Collections.Frozen;

namespace VramBot.Hub.Architectures;

/// <summary>The rule of each class that config.json can name, by class and by kind (<c>model_type</c>).</summary>
internal static class ArchitectureMap
{
    private static readonly FrozenDictionary<string, ArchitectureRule> Rules =
        new[] { DecoderRules.All, ExpertRules.All, WindowRules.All, LatentRules.All, HybridRules.All, SharedBlockRules.All, OlderRules.All }
            .SelectMany(rows => rows)
            .SelectMany(row => row.Names.Split(' ').Select(name => (name, row.Rule)))
            .ToFrozenDictionary(row => row.name, row => row.Rule, StringComparer.Ordinal);

    /// <summary>A plain decoder: what an unknown class is held against.</summary>
    public static ArchitectureRule Plain { get; } = new();

    /// <summary>Attention alone, in every layer: what is sure of a class of which nothing else is known.</summary>
    public static ArchitectureRule AttentionAlone { get; } = new() { Mixers = static (_, layers) => new('F', layers), Blocks = static (_, layers) => new('0', layers) };

    /// <summary>Every name that is known.</summary>
    public static IEnumerable<string> Names => Rules.Keys;

    /// <summary>The rule for a config: the text stack's own class first, then its kind; null when neither is known.</summary>
    public static ArchitectureRule? Find(ConfigView config) => config.Names.Select(name => Rules.GetValueOrDefault(name)).FirstOrDefault(rule => rule is not null);
}
