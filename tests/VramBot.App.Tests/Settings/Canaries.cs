using VramBot.App.Settings;

namespace VramBot.App.Tests.Settings;

/// <summary>Every secret set to a text that is easily found again.</summary>
internal static class Canaries
{
    /// <summary>The word that each of them holds.</summary>
    public const string Word = "canary7f3a";

    /// <summary>The settings, each a text of its own.</summary>
    public static Dictionary<string, string> All() => SettingBook.All.Where(setting => setting.IsSecret)
        .ToDictionary(setting => setting.Variable, setting => setting.Name == "Postgres" ? $"Host=127.0.0.1;Port=1;Username=u;Password={Word};Database=d" : $"{Word}{setting.Variable.ToUpperInvariant()}", StringComparer.Ordinal);
}
