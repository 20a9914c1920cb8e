namespace VramBot.Core.Engines;

/// <summary>The interface through which an engine drives a GPU.</summary>
public enum GpuBackend
{
    /// <summary>NVIDIA's CUDA.</summary>
    Cuda,

    /// <summary>AMD's ROCm.</summary>
    Rocm,

    /// <summary>Apple's Metal.</summary>
    Metal,

    /// <summary>Vulkan, on any vendor's card.</summary>
    Vulkan,

    /// <summary>Intel's SYCL.</summary>
    Sycl,
}
