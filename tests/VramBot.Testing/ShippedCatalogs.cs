using VramBot.CatalogFiles;
using VramBot.Core.Catalogs;

namespace VramBot.Testing;

/// <summary>The catalogs of the repository, loaded once.</summary>
public static class ShippedCatalogs
{
    private static readonly Lazy<CatalogLoad> Loaded = new(() => CatalogDirectory.Load(Repository.PathOf("config")));

    /// <summary>What loading gave.</summary>
    public static CatalogLoad Load => Loaded.Value;

    /// <summary>The catalog.</summary>
    public static Catalog Catalog => Load.Catalog ?? throw new InvalidOperationException(string.Join(Environment.NewLine, Load.Faults));
}
