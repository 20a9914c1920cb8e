namespace VramBot.App;

/// <summary>How the bot listens.</summary>
public sealed class HttpOptions
{
    /// <summary>The section of the configuration; environment variables begin with <c>Http__</c>.</summary>
    public const string Section = "Http";

    /// <summary>The port when none is set.</summary>
    public const int DefaultPort = 8080;

    /// <summary>The address to listen on: every one by default, <c>127.0.0.1</c> for this machine alone.</summary>
    public string Address { get; set; } = "0.0.0.0";

    /// <summary>The port of <c>/healthz</c> and, later, of the signed endpoints. Default 8080; range 1 to 65535.</summary>
    public int Port { get; set; } = DefaultPort;
}
