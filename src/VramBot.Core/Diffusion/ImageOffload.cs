namespace VramBot.Core.Diffusion;

/// <summary>What of an image pipeline waits in host memory until it is needed.</summary>
public enum ImageOffload
{
    /// <summary>Nothing: all parts stay on the card.</summary>
    None,

    /// <summary>Every part but the one at work (diffusers' enable_model_cpu_offload, ComfyUI's habit).</summary>
    Model,

    /// <summary>Every layer but the one at work (enable_sequential_cpu_offload).</summary>
    Sequential,
}
