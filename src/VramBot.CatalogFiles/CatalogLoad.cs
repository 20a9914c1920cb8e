using System.Collections.Immutable;
using VramBot.Core.Catalogs;

namespace VramBot.CatalogFiles;

/// <summary>What loading gave: the catalog, or all faults at once.</summary>
/// <param name="Catalog">The catalog; null when there is any fault.</param>
/// <param name="Faults">Every fault found.</param>
/// <param name="Files">Files read.</param>
public sealed record CatalogLoad(Catalog? Catalog, ImmutableArray<CatalogFault> Faults, int Files);
