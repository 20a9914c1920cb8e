namespace VramBot.Testing;

/// <summary>Chance that always falls the same way.</summary>
public sealed class FixedDice(double value) : Random
{
    /// <inheritdoc />
    public override double NextDouble() => value;
}
