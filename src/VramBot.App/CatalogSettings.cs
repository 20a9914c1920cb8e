namespace VramBot.App;

/// <summary>Where the catalogs are read from: <c>Catalog__Path</c>, else those that travel with the program.</summary>
internal static class CatalogSettings
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Catalog";

    public static string Path => Environment.GetEnvironmentVariable("Catalog__Path") is { Length: > 0 } path ? path : CatalogFiles.CatalogDirectory.Shipped;
}
