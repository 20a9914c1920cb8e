namespace VramBot.Commands.Replies.Training;

/// <summary>One switch that a suggestion changes.</summary>
/// <param name="Words">What it becomes.</param>
/// <param name="Cost">What that costs in speed or quality, or brings; empty when nothing is to be said.</param>
internal sealed record RunChange(string Words, string Cost);
