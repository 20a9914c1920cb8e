namespace VramBot.Discord.Tests.Loopback;

/// <summary>Chance that always falls the same way.</summary>
internal sealed class GatewayDice(double value) : Random
{
    public override double NextDouble() => value;
}
