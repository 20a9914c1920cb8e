using System.Reflection;

namespace VramBot.Hosting.Tests.Files;

/// <summary>The settings that the program reads, told by its own options.</summary>
internal static class KnownSettings
{
    /// <summary>What a setting's name ends with when it names a file that holds the value.</summary>
    public const string FileSuffix = "_FILE";

    // Read before there are options.
    private static readonly string[] Before = ["Catalog__Path"];

    /// <summary>Their environment variables: <c>Discord__Token</c>.</summary>
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>([.. Before, .. Assemblies().SelectMany(assembly => assembly.GetTypes()).SelectMany(Of)], StringComparer.Ordinal);

    /// <summary>Whether the program, or .NET under it, knows a variable.</summary>
    public static bool Has(string name) =>
        Names.Contains(name) || (name.EndsWith(FileSuffix, StringComparison.Ordinal) && Names.Contains(name[..^FileSuffix.Length])) || name is "DOTNET_EnableDiagnostics";

    private static IEnumerable<Assembly> Assemblies() =>
        Directory.GetFiles(AppContext.BaseDirectory, "VramBot.*.dll").Select(Path.GetFileNameWithoutExtension).Where(name => !name!.Contains(".Test", StringComparison.Ordinal)).Select(name => Assembly.Load(name!));

    private static IEnumerable<string> Of(Type type) => type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetField("Section")?.GetRawConstantValue() is string section
        ? type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is { IsPublic: true }).Select(property => $"{section}__{property.Name}")
        : [];
}
