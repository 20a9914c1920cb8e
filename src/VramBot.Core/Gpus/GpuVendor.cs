namespace VramBot.Core.Gpus;

/// <summary>Who makes a GPU.</summary>
public enum GpuVendor
{
    /// <summary>NVIDIA.</summary>
    Nvidia,

    /// <summary>AMD.</summary>
    Amd,

    /// <summary>Intel.</summary>
    Intel,

    /// <summary>Apple.</summary>
    Apple,

    /// <summary>Google.</summary>
    Google,
}
