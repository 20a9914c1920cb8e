namespace VramBot.Terminal;

/// <summary>What the program's exit codes mean.</summary>
public static class ExitCodes
{
    /// <summary>It was answered.</summary>
    public const int Fine = 0;

    /// <summary>A catalog has a fault.</summary>
    public const int Fault = 1;

    /// <summary>The person's words could not be used; the problem is on the error stream.</summary>
    public const int Problem = 2;
}
