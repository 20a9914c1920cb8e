using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace VramBot.Hub;

/// <summary>Where models' own files are read. Environment variables begin with <c>Hub__</c>.</summary>
public sealed partial class HubOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Hub";

    /// <summary>Whether files are read at all; switch it off where nothing outside may be asked. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The hub: https, or http on this machine. Default <c>https://huggingface.co</c>.</summary>
    [Required(ErrorMessage = "Hub__BaseUrl is empty. Set it to an address such as https://huggingface.co, or leave it out.")]
    public string BaseUrl { get; set; } = "https://huggingface.co";

    /// <summary>A token that opens gated and private models; sent to the hub's own host alone. Default none.</summary>
    [PasswordPropertyText(true)]
    public string? Token { get; set; }

    /// <summary>Seconds that reading one model may take in all. Default 30.</summary>
    [Range(1, 600, ErrorMessage = "Hub__TimeoutSeconds must be from 1 to 600.")]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>Models that one person may have read anew in a minute; those already known are not counted. Default 10.</summary>
    [Range(1, 1000, ErrorMessage = "Hub__ReadsPerMinute must be from 1 to 1000.")]
    public int ReadsPerMinute { get; set; } = 10;
}
