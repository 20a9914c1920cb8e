using System.Collections.Immutable;

namespace VramBot.Core.Planning;

/// <summary>What has to be served at once.</summary>
/// <param name="Classes">The kinds of requests, at least one.</param>
/// <param name="Users">Sequences in flight at once that are aimed at.</param>
/// <param name="Burst">How many times as many have to be held when more arrive than usual, at least 1.</param>
public sealed record Traffic(ImmutableArray<RequestClass> Classes, double Users, double Burst)
{
    /// <summary>
    /// The burst while none is named. Independent arrivals make the number in flight vary like a Poisson number (M/G/∞): of 40 on average, more than 60 are in flight
    /// about once in 800 moments, of 10 more than 15 once in 20; so half as many again covers all but bursts that have a cause.
    /// </summary>
    public const double DefaultBurst = 1.5;

    private const double RoundingOfDoubles = 1e-9;

    /// <summary>Sequences that have to be held at once: users × burst, rounded up.</summary>
    public int Peak => (int)Math.Max(1, Math.Ceiling((Users * Burst) - RoundingOfDoubles));

    /// <summary>The class with the longest sequences.</summary>
    public RequestClass Longest => Classes.MaxBy(each => each.Length)!;

    /// <summary>The traffic of some of the classes alone, with as many users as their share.</summary>
    public Traffic Of(ImmutableArray<RequestClass> classes)
    {
        var share = classes.Sum(each => each.Share);
        return this with { Classes = [.. classes.Select(each => each with { Share = each.Share / share })], Users = Users * share };
    }
}
