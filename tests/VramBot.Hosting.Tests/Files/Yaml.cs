using VramBot.Testing;
using YamlDotNet.RepresentationModel;

namespace VramBot.Hosting.Tests.Files;

/// <summary>The repository's YAML files, read.</summary>
internal static class Yaml
{
    /// <summary>The one document of a file.</summary>
    public static YamlMappingNode Load(params ReadOnlySpan<string> path)
    {
        using var reader = new StreamReader(Repository.PathOf(path));
        var stream = new YamlStream();
        stream.Load(reader);
        return Assert.IsType<YamlMappingNode>(Assert.Single(stream.Documents).RootNode);
    }

    /// <summary>What is found under keys, one inside the other; none where one is missing.</summary>
    public static YamlNode? At(this YamlNode? node, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            node = node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var next) ? next : null;
        return node;
    }

    /// <summary>A text under keys.</summary>
    public static string? Text(this YamlNode? node, params ReadOnlySpan<string> keys) => (node.At(keys) as YamlScalarNode)?.Value;

    /// <summary>The entries of a list under keys; none where there is no list.</summary>
    public static IReadOnlyList<YamlNode> List(this YamlNode? node, params ReadOnlySpan<string> keys) => node.At(keys) is YamlSequenceNode list ? [.. list.Children] : [];

    /// <summary>The entries of a map under keys, by name.</summary>
    public static IReadOnlyList<(string Name, YamlNode Value)> Map(this YamlNode? node, params ReadOnlySpan<string> keys) =>
        node.At(keys) is YamlMappingNode map ? [.. map.Children.Select(entry => (((YamlScalarNode)entry.Key).Value!, entry.Value))] : [];

    /// <summary>The texts of a list under keys.</summary>
    public static IReadOnlyList<string> Texts(this YamlNode? node, params ReadOnlySpan<string> keys) => [.. node.List(keys).OfType<YamlScalarNode>().Select(text => text.Value!)];
}
