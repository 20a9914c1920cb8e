using System.Collections.Immutable;
using System.Globalization;

namespace VramBot.Storage.Schema;

/// <summary>One step of the schema. It is applied once to each database and never changes after it was published.</summary>
/// <param name="Version">Its number; steps are applied in the order of their numbers.</param>
/// <param name="Name">What it brings.</param>
/// <param name="Sql">Statements that both SQLite and PostgreSQL understand.</param>
internal sealed record Migration(long Version, string Name, string Sql)
{
    private const string Extension = ".sql";

    /// <summary>All steps that this program knows, from the files beside this one: <c>NUMBER-what-it-brings.sql</c>.</summary>
    public static ImmutableArray<Migration> All { get; } =
    [
        .. typeof(Migration).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(Extension, StringComparison.Ordinal))
            .Select(Read)
            .OrderBy(migration => migration.Version),
    ];

    private static Migration Read(string resource)
    {
        using var reader = new StreamReader(typeof(Migration).Assembly.GetManifestResourceStream(resource)!);
        var (number, name) = (resource[..resource.IndexOf('-', StringComparison.Ordinal)], resource[(resource.IndexOf('-', StringComparison.Ordinal) + 1)..^Extension.Length]);
        return new(long.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture), name.Replace('-', ' '), reader.ReadToEnd());
    }
}
