namespace VramBot.App;

/// <summary>The catalogs cannot be used; what is wrong in them has been printed.</summary>
internal sealed class CatalogFaultException : Exception;
