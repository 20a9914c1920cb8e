using System.Net;
using Microsoft.Extensions.Options;

namespace VramBot.App;

public sealed partial class HttpOptions
{
    /// <summary>Holds the settings against what is said beside each of them.</summary>
    internal sealed class Validator : IValidateOptions<HttpOptions>
    {
        public ValidateOptionsResult Validate(string? name, HttpOptions options)
        {
            var problems = new ValidateOptionsResultBuilder();
            if (!IPAddress.TryParse(options.Address, out _))
                problems.AddError($"Http__Address is `{options.Address}`: write an IP address, 0.0.0.0 for every one of this machine, 127.0.0.1 for itself alone.");
            if (options.Port is < 1 or > 65535)
                problems.AddError($"Http__Port is {options.Port}: write a number from 1 to 65535, or leave it out for {DefaultPort}.");
            if (options.MaxConnections is < 10 or > 1_000_000)
                problems.AddError($"Http__MaxConnections is {options.MaxConnections}: write a number from 10 to 1000000, or leave it out for 2000.");
            if (options.DrainSeconds is < 0 or > 300)
                problems.AddError($"Http__DrainSeconds is {options.DrainSeconds}: write a number of seconds from 0 to 300.");
            if (options.ShutdownSeconds is < 1 or > 600)
                problems.AddError($"Http__ShutdownSeconds is {options.ShutdownSeconds}: write a number of seconds from 1 to 600, or leave it out for 25.");
            else if (options.DrainSeconds is <= 300 && options.DrainSeconds >= options.ShutdownSeconds)
                problems.AddError($"Http__DrainSeconds is {options.DrainSeconds}, which leaves nothing of Http__ShutdownSeconds ({options.ShutdownSeconds}) for answers in flight: make Http__ShutdownSeconds larger.");
            return problems.Build();
        }
    }
}
