using Microsoft.Extensions.Options;

namespace VramBot.Discord;

public sealed partial class DiscordOptions
{
    /// <summary>Holds the settings against what is written beside each of them.</summary>
    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<DiscordOptions>;
}
