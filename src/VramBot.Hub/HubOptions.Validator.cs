using Microsoft.Extensions.Options;

namespace VramBot.Hub;

public sealed partial class HubOptions
{
    /// <summary>Holds the settings against what is written beside each of them.</summary>
    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<HubOptions>;

    /// <summary>Holds the address against what may be asked, and the token against what can be sent.</summary>
    internal sealed class AddressValidator : IValidateOptions<HubOptions>
    {
        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, HubOptions options)
        {
            if (options.Address is null)
                return ValidateOptionsResult.Fail("Hub__BaseUrl must be an https address without a user, a query or a fragment, such as https://huggingface.co (http only on this machine).");
            return options.Token?.All(letter => letter is > ' ' and < (char)127) == false
                ? ValidateOptionsResult.Fail("Hub__Token has a space, a line break or a letter that no token has.")
                : ValidateOptionsResult.Success;
        }
    }

    /// <summary>The hub's address with a slash at its end; null when it may not be asked.</summary>
    internal Uri? Address =>
        Uri.TryCreate(BaseUrl?.TrimEnd('/') + "/", UriKind.Absolute, out var address)
        && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : null;
}
