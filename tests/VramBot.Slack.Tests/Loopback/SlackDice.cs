namespace VramBot.Slack.Tests.Loopback;

/// <summary>Chance that always falls the same way.</summary>
internal sealed class SlackDice(double value) : Random
{
    public override double NextDouble() => value;
}
