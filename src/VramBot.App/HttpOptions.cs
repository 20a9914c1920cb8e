namespace VramBot.App;

/// <summary>How the bot listens. Environment variables begin with <c>Http__</c>.</summary>
public sealed partial class HttpOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Http";

    /// <summary>The port when none is set.</summary>
    public const int DefaultPort = 8080;

    /// <summary>The address to listen on: every one by default, <c>127.0.0.1</c> for this machine alone.</summary>
    public string Address { get; set; } = "0.0.0.0";

    /// <summary>The port of the signed endpoints, <c>/healthz</c>, <c>/readyz</c> and <c>/metrics</c>. Default 8080; range 1 to 65535.</summary>
    public int Port { get; set; } = DefaultPort;

    /// <summary>The most connections at once; what comes beyond is closed. Default 2000, some hundred megabytes at their worst; range 10 to 1000000.</summary>
    public int MaxConnections { get; set; } = 2000;

    /// <summary>
    /// Seconds that the bot still answers when it was asked to go down, with <c>/readyz</c> at 503, so that whatever sends it requests can look elsewhere. Default 3 where signed endpoints are open, else 0;
    /// range 0 to 300.
    /// </summary>
    public int? DrainSeconds { get; set; }

    /// <summary>Seconds that going down may take in all, answers in flight included. Default 25, for Kubernetes ends a program after 30; range 1 to 600. More than <see cref="DrainSeconds"/>.</summary>
    public int ShutdownSeconds { get; set; } = 25;
}
