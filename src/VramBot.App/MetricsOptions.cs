using Microsoft.Extensions.Options;

namespace VramBot.App;

/// <summary>Where measurements are shown. Environment variables begin with <c>Metrics__</c>.</summary>
public sealed class MetricsOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Metrics";

    /// <summary>Whether <c>/metrics</c> is there. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>A port of its own for <c>/metrics</c>, which is then not on <c>Http__Port</c>: for hosts whose port is open to all the world. Default none; range 1 to 65535.</summary>
    public int? Port { get; set; }

    /// <summary>Holds the settings against what is said beside each of them.</summary>
    internal sealed class Validator(IOptions<HttpOptions> http) : IValidateOptions<MetricsOptions>
    {
        public ValidateOptionsResult Validate(string? name, MetricsOptions options) => options.Port switch
        {
            null => ValidateOptionsResult.Success,
            < 1 or > 65535 => ValidateOptionsResult.Fail($"Metrics__Port is {options.Port}: write a number from 1 to 65535, or leave it out to have /metrics on Http__Port."),
            { } port when port == HttpPort() => ValidateOptionsResult.Fail($"Metrics__Port is {port}, as Http__Port: write another one, or leave it out to have /metrics on Http__Port."),
            _ => ValidateOptionsResult.Success,
        };

        // What is wrong with the other section is said there.
        private int? HttpPort()
        {
            try
            {
                return http.Value.Port;
            }
            catch (OptionsValidationException)
            {
                return null;
            }
        }
    }
}
