using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Resources;

namespace VramBot.Core.Languages;

/// <summary>
/// A language that answers are written in. English stands in the code; every other language is one file beside this one, <c>Texts.TAG.resx</c>, which has for each English text its own. Adding that file
/// adds the language everywhere: answers, help, the commands that platforms show, and <c>lang:TAG</c>.
/// </summary>
public sealed class Language
{
    private static readonly ResourceManager Texts = new("VramBot.Core.Languages.Texts", typeof(Language).Assembly);

    private readonly Lazy<FrozenDictionary<string, string>> texts;
    private readonly Lazy<CultureInfo> culture;

    private Language(string tag, Func<FrozenDictionary<string, string>> read)
    {
        Tag = tag;
        texts = new(read);
        culture = new(MakeCulture);
    }

    /// <summary>The language of the code.</summary>
    public static Language English { get; } = new("en", () => FrozenDictionary<string, string>.Empty);

    /// <summary>English, then those that there is a file for.</summary>
    public static ImmutableArray<Language> All { get; } =
    [
        English,
        .. typeof(Language).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Where(attribute => attribute is { Key: nameof(Language), Value.Length: > 0 })
            .Select(attribute => attribute.Value!)
            .Order(StringComparer.Ordinal)
            .Select(tag => new Language(tag, () => Read(tag))),
    ];

    /// <summary>The language that is spoken here and now, by .NET's own setting: <see cref="CultureInfo.CurrentUICulture"/>.</summary>
    public static Language Current => CultureInfo.CurrentUICulture.Name is { Length: > 0 } tag ? Named(tag) ?? English : English;

    /// <summary>Its IETF tag, as platforms name it: <c>pt-BR</c>.</summary>
    public string Tag { get; }

    /// <summary>What it calls itself.</summary>
    public string Name => Find("language.name") ?? "English";

    /// <summary>How it writes numbers.</summary>
    public CultureInfo Culture => culture.Value;

    /// <summary>All that it has a text for.</summary>
    public IEnumerable<string> Keys => texts.Value.Keys;

    /// <summary>The language of a tag, or of another country's form of it: <c>pt</c>, <c>pt-BR</c> and <c>PT_pt</c> are one; null when there is none.</summary>
    public static Language? Named(string? tag)
    {
        if (string.IsNullOrEmpty(tag))
            return null;
        foreach (var language in All)
            if (string.Equals(language.Tag, tag, StringComparison.OrdinalIgnoreCase))
                return language;
        var mother = Mother(tag);
        foreach (var language in All)
            if (Mother(language.Tag).Equals(mother, StringComparison.OrdinalIgnoreCase))
                return language;
        return null;
    }

    /// <summary>Its text for an English one; null when it has none, as English itself.</summary>
    public string? Find(string english) => texts.Value.GetValueOrDefault(english);

    /// <summary>Its text for an English one, or that itself.</summary>
    public string Of(string english, string? otherwise = null) => Find(english) ?? otherwise ?? english;

    /// <summary>What an option is called where a platform shows people names in their own language; what is typed stays the same everywhere: <c>tp</c>, <c>zero</c>.</summary>
    public string OptionName(string name) => Of($"option:{name}", name);

    /// <summary>Speaks it until the scope is left.</summary>
    public LanguageScope Spoken() => new(Culture);

    /// <inheritdoc/>
    public override string ToString() => Tag;

    private static ReadOnlySpan<char> Mother(string tag) => tag.AsSpan().IndexOfAny('-', '_') is > 0 and var end ? tag.AsSpan(0, end) : tag;

    private static FrozenDictionary<string, string> Read(string tag)
    {
        var set = Texts.GetResourceSet(new CultureInfo(tag), createIfNotExists: true, tryParents: false) ?? throw new MissingManifestResourceException($"The texts of {tag} are not beside the program.");
        return set.Cast<System.Collections.DictionaryEntry>().ToFrozenDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);
    }

    /// <summary>The invariant culture with the language's own separators, for the program carries no data of cultures.</summary>
    private CultureInfo MakeCulture()
    {
        if (Tag == "en")
            return CultureInfo.InvariantCulture;
        var made = new CultureInfo(Tag);
        made.NumberFormat.NumberDecimalSeparator = Of("number.decimal", ".");
        made.NumberFormat.NumberGroupSeparator = Of("number.group", ",");
        made.NumberFormat.PercentDecimalSeparator = made.NumberFormat.NumberDecimalSeparator;
        made.NumberFormat.PercentGroupSeparator = made.NumberFormat.NumberGroupSeparator;
        return CultureInfo.ReadOnly(made);
    }
}
