using System.Collections.Immutable;
using System.Globalization;
using VramBot.Core.Catalogs;

namespace VramBot.App.Settings;

/// <summary>The settings as the bot was given them, with all that is wrong in them.</summary>
internal sealed class BotSettings
{
    private readonly IConfiguration configuration;

    private BotSettings(IConfiguration configuration, ImmutableArray<string> problems, ImmutableArray<string> warnings) =>
        (this.configuration, Problems, Warnings) = (configuration, problems, warnings);

    /// <summary>What cannot be read, each a sentence that names its environment variable.</summary>
    public ImmutableArray<string> Problems { get; }

    /// <summary>What is set and means nothing.</summary>
    public ImmutableArray<string> Warnings { get; }

    /// <summary>Reads the settings. After that the configuration has the secrets of files, and every value in it can be bound; an empty one is one that was left out.</summary>
    public static BotSettings Read(ConfigurationManager configuration)
    {
        var files = new SecretFiles(configuration, SettingBook.All.Where(setting => setting.IsSecret));
        ((IConfigurationBuilder)configuration).Add(files);
        var (problems, mended) = (files.Problems.ToBuilder(), new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase));
        foreach (var setting in SettingBook.All)
            if (configuration[setting.Key] is { } text && (text.Length == 0 ? string.Empty : setting.Expects(text)) is { } expected)
            {
                mended[setting.Key] = Convert.ToString(setting.Default, CultureInfo.InvariantCulture) is { Length: > 0 } usual ? usual : null;
                if (expected.Length > 0)
                    problems.Add($"{setting.Variable} is `{text}`: write {expected}{(mended[setting.Key] is { } left ? $", or leave it out for {left}" : string.Empty)}.");
            }

        var warnings = Unknown(configuration).ToImmutableArray();
        configuration.AddInMemoryCollection(mended);
        return new(configuration, problems.ToImmutable(), warnings);
    }

    /// <summary>All that is wrong: what cannot be read, and what the parts of the bot say of their own settings.</summary>
    public ImmutableArray<string> AllProblems(IServiceProvider services) => [.. Problems, .. SettingBook.Sections.SelectMany(section => section.Problems(services)).Distinct(StringComparer.Ordinal)];

    /// <summary>Every setting as it is, by its environment variable, a secret as <c>***</c>.</summary>
    public IEnumerable<(Setting Setting, string Shown, bool IsSet)> Shown() => SettingBook.All.Select(setting =>
    {
        var text = configuration[setting.Key];
        var usual = Convert.ToString(setting.Default, CultureInfo.InvariantCulture) ?? string.Empty;
        return (setting, text is not { Length: > 0 } ? usual : setting.IsSecret ? "***" : text, text is { Length: > 0 } && text != usual);
    });

    private static IEnumerable<string> Unknown(ConfigurationManager configuration) =>
        configuration.GetChildren().SelectMany(child => Section(child.Key) is { } section ? child.GetChildren().Select(set => Unknown(section, set.Key)) : [Misspelt(child)]).OfType<string>();

    private static SettingSection? Section(string name) => SettingBook.Sections.FirstOrDefault(section => string.Equals(section.Name, name, StringComparison.OrdinalIgnoreCase));

    private static string? Unknown(SettingSection section, string name)
    {
        if (section.Settings.Any(known => IsNamed(known, name)))
            return null;
        var nearest = section.Settings.MinBy(known => Distance(known.Name, name))!;
        var isFile = name.EndsWith(Setting.FileSuffix, StringComparison.OrdinalIgnoreCase) && section.Settings.Any(known => string.Equals(known.Name + Setting.FileSuffix, name, StringComparison.OrdinalIgnoreCase));
        return $"{section.Name}__{name} is set, but there is no such setting"
            + (isFile ? ": only secrets are read from files." : Distance(nearest.Name, name) <= Math.Max(2, name.Length / 3) ? $": did you mean {nearest.Variable}?" : $": there are {string.Join(", ", section.Settings.Select(known => known.Variable))}.");
    }

    private static bool IsNamed(Setting known, string name) =>
        string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase) || (known.IsSecret && string.Equals(known.Name + Setting.FileSuffix, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>A section of others that looks like one of ours: it has settings, and one of them ours has too.</summary>
    private static string? Misspelt(IConfigurationSection other)
    {
        var children = other.GetChildren().Select(child => child.Key).ToList();
        return SettingBook.Sections.FirstOrDefault(section => Distance(section.Name, other.Key) <= 2) is { } meant && children.Find(name => meant.Settings.Any(known => IsNamed(known, name))) is { } set
            ? $"{other.Key}__{set} is set, but there is no such setting: did you mean {meant.Name}__{set}?"
            : null;
    }

    private static int Distance(string left, string right) => EditDistance.Between(left.ToLowerInvariant(), right.ToLowerInvariant(), 40);
}
