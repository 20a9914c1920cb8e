using Microsoft.Extensions.Options;
using VramBot.Storage.Engines;

namespace VramBot.Storage;

public sealed partial class StorageOptions
{
    /// <summary>Holds the settings against what can be opened at all.</summary>
    internal sealed class Validator : IValidateOptions<StorageOptions>
    {
        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, StorageOptions options)
        {
            if (options.IsShared && PostgresAddress.Read(options.Postgres!, out var problem) is null)
                return ValidateOptionsResult.Fail($"Storage: Storage__Postgres {problem}");
            return options.IsShared || !string.IsNullOrWhiteSpace(options.Path)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"Storage: Storage__Path is empty: set it to a file such as {DefaultPath}, or leave it out.");
        }
    }
}
