using System.Globalization;
using Microsoft.Extensions.Options;

namespace VramBot.Discord.Gateway;

/// <summary>A process that opens one shard has to be told how many there are, and which one below that is its own: processes that count for themselves might not agree.</summary>
internal sealed class ShardRule : IValidateOptions<DiscordOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, DiscordOptions options)
    {
        if (options.OwnShard is not { } own)
            return ValidateOptionsResult.Success;
        if (!int.TryParse(options.Shards, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return ValidateOptionsResult.Fail($"Discord__Shard is {own}, but not of how many. Set Discord__Shards to the number of processes that share the servers, the same for each.");
        return own < count
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Discord__Shard is {own}, but of {count} shards the last is {count - 1}. Set Discord__Shard, or Discord__Shards to more.");
    }
}
