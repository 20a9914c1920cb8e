namespace VramBot.Chat.Limits;

/// <summary>How many answers there are in a minute. Environment variables begin with <c>Limits__</c>.</summary>
public sealed partial class LimitOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Limits";

    /// <summary>For one person. Default 60: one a second, for as long as one likes; 0 for no limit.</summary>
    public int PerPerson { get; set; } = 60;

    /// <summary>For all of one server or workspace together. Default 600; 0 for no limit.</summary>
    public int PerServer { get; set; } = 600;
}
