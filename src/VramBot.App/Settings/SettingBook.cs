using System.Collections.Immutable;
using VramBot.Chat;
using VramBot.Chat.Limits;
using VramBot.Discord;
using VramBot.Hub;
using VramBot.Slack;
using VramBot.Storage;

namespace VramBot.App.Settings;

/// <summary>Every setting that the bot knows.</summary>
internal static class SettingBook
{
    /// <summary>All sections.</summary>
    public static ImmutableArray<SettingSection> Sections { get; } =
    [
        SettingSection.Of<DiscordOptions>(DiscordOptions.Section),
        SettingSection.Of<SlackOptions>(SlackOptions.Section),
        SettingSection.Of<HttpOptions>(HttpOptions.Section),
        SettingSection.Of<MetricsOptions>(MetricsOptions.Section),
        SettingSection.Of<LogsOptions>(LogsOptions.Section),
        SettingSection.Of<LimitOptions>(LimitOptions.Section),
        SettingSection.Of<WorkOptions>(WorkOptions.Section),
        SettingSection.Of<StorageOptions>(StorageOptions.Section),
        SettingSection.Of<HubOptions>(HubOptions.Section),
        new(CatalogSettings.Section, [new(CatalogSettings.Section, "Path", typeof(string), null, IsSecret: false)], _ => []),
    ];

    /// <summary>All settings.</summary>
    public static IEnumerable<Setting> All => Sections.SelectMany(section => section.Settings);
}
