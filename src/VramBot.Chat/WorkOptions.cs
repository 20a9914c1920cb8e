using Microsoft.Extensions.Options;

namespace VramBot.Chat;

/// <summary>How many answers are worked out at once. Environment variables begin with <c>Work__</c>.</summary>
/// <remarks>An estimate takes about a millisecond: as many as these at once are models that are being read from a hub, or far more questions than the machine can answer.</remarks>
public sealed class WorkOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Work";

    /// <summary>The most in all. Default 256; range 1 to 100000.</summary>
    public int MostAtOnce { get; set; } = 256;

    /// <summary>The most of one person, so that nobody takes them all. Default 32; range 1 to <see cref="MostAtOnce"/>.</summary>
    public int MostPerPerson { get; set; } = 32;

    /// <summary>The most of one server or workspace. Default 128; range 1 to <see cref="MostAtOnce"/>.</summary>
    public int MostPerServer { get; set; } = 128;

    /// <summary>Holds the settings against what is said beside each of them.</summary>
    internal sealed class Validator : IValidateOptions<WorkOptions>
    {
        public ValidateOptionsResult Validate(string? name, WorkOptions options)
        {
            var problems = new ValidateOptionsResultBuilder();
            if (options.MostAtOnce is < 1 or > 100_000)
                problems.AddError($"Work__MostAtOnce is {options.MostAtOnce}: write a number from 1 to 100000, or leave it out for 256.");
            if (options.MostPerPerson < 1 || options.MostPerPerson > options.MostAtOnce)
                problems.AddError($"Work__MostPerPerson is {options.MostPerPerson}: write a number from 1 to Work__MostAtOnce ({options.MostAtOnce}).");
            if (options.MostPerServer < 1 || options.MostPerServer > options.MostAtOnce)
                problems.AddError($"Work__MostPerServer is {options.MostPerServer}: write a number from 1 to Work__MostAtOnce ({options.MostAtOnce}).");
            return problems.Build();
        }
    }
}
