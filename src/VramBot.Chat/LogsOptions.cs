namespace VramBot.Chat;

/// <summary>What the log may hold. Environment variables begin with <c>Logs__</c>; levels and formats are .NET's own, <c>Logging__…</c>.</summary>
public sealed class LogsOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Logs";

    /// <summary>Whether the log holds what people typed: every line that is asked, and the messages of faults, which may quote it. Default false: a fault is told by its kind and its place in the code.</summary>
    public bool UserText { get; set; }
}
