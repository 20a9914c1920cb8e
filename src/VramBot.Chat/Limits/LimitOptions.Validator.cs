using Microsoft.Extensions.Options;

namespace VramBot.Chat.Limits;

public sealed partial class LimitOptions
{
    /// <summary>Holds the settings against what is written beside each of them.</summary>
    internal sealed class Validator : IValidateOptions<LimitOptions>
    {
        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, LimitOptions options)
        {
            string[] wrong = [.. new[] { (nameof(PerPerson), options.PerPerson, 60), (nameof(PerServer), options.PerServer, 600) }
                .Where(setting => setting.Item2 < 0)
                .Select(setting => $"Limits: Limits__{setting.Item1} is a number of answers a minute: {setting.Item3}, for example, or 0 for no limit.")];
            return wrong.Length > 0 ? ValidateOptionsResult.Fail(wrong) : ValidateOptionsResult.Success;
        }
    }
}
