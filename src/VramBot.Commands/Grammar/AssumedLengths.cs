namespace VramBot.Commands.Grammar;

/// <summary>Which lengths of requests a plan had to take for granted.</summary>
public enum AssumedLengths
{
    /// <summary>None: prompt and output, or classes, were named.</summary>
    None,

    /// <summary>The output.</summary>
    Output,

    /// <summary>The prompt.</summary>
    Prompt,

    /// <summary>Both, of 4,096 tokens together.</summary>
    Both,

    /// <summary>How a context is divided: every sequence fills it.</summary>
    WholeContext,
}
