using VramBot.CatalogFiles;
using VramBot.Core.Catalogs;

namespace VramBot.App;

/// <summary>The catalog, loaded when it is first asked for; a fault is printed and ends the program.</summary>
internal sealed class ShippedCatalog(TextWriter errors)
{
    private Catalog? loaded;

    /// <summary>The catalog.</summary>
    /// <exception cref="CatalogFaultException">A file has a fault; each has been printed.</exception>
    public Catalog Value => loaded ??= Load();

    private Catalog Load()
    {
        var load = CatalogDirectory.Load(CatalogSettings.Path);
        foreach (var fault in load.Faults)
            errors.WriteLine(fault);
        return load.Catalog ?? throw new CatalogFaultException();
    }
}
