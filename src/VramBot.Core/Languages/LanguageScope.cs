using System.Globalization;

namespace VramBot.Core.Languages;

/// <summary>A stretch of code in which a language is spoken; it cannot reach over an await, so that no other work finds itself in it.</summary>
public readonly ref struct LanguageScope : IDisposable
{
    private readonly CultureInfo culture = CultureInfo.CurrentCulture;
    private readonly CultureInfo spoken = CultureInfo.CurrentUICulture;

    internal LanguageScope(CultureInfo own)
    {
        if (ReferenceEquals(own, culture) && ReferenceEquals(own, spoken))
            return;
        CultureInfo.CurrentCulture = own;
        CultureInfo.CurrentUICulture = own;
    }

    /// <summary>Speaks again what was spoken before.</summary>
    public void Dispose()
    {
        if (!ReferenceEquals(CultureInfo.CurrentCulture, culture))
            CultureInfo.CurrentCulture = culture;
        if (!ReferenceEquals(CultureInfo.CurrentUICulture, spoken))
            CultureInfo.CurrentUICulture = spoken;
    }
}
