using System.Collections.Immutable;

namespace VramBot.Core;

/// <summary>An answer, or the problems that stand in its way: all of them at once.</summary>
/// <typeparam name="T">What is answered.</typeparam>
public abstract record Result<T>
{
    private Result()
    {
    }

    /// <summary>Makes an answer.</summary>
    public static implicit operator Result<T>(T value) => new Ok(value);

    /// <summary>Makes a rejection of one problem.</summary>
    public static implicit operator Result<T>(Problem problem) => new Rejected([problem]);

    /// <summary>It worked.</summary>
    public sealed record Ok(T Value) : Result<T>;

    /// <summary>It did not, and why.</summary>
    public sealed record Rejected(ImmutableArray<Problem> Problems) : Result<T>;
}
