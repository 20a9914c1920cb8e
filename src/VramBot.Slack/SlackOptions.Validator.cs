using Microsoft.Extensions.Options;

namespace VramBot.Slack;

public sealed partial class SlackOptions
{
    /// <summary>Holds the settings against what is written beside each of them.</summary>
    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<SlackOptions>;
}
