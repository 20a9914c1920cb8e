namespace VramBot.Core.Gpus;

/// <summary>Whom a GPU is sold to.</summary>
public enum GpuClass
{
    /// <summary>Cards and laptops for people.</summary>
    Consumer,

    /// <summary>Workstation cards.</summary>
    Workstation,

    /// <summary>Servers and clouds.</summary>
    Datacenter,

    /// <summary>Small boards and embedded modules.</summary>
    Edge,

    /// <summary>Apple silicon.</summary>
    Apple,
}
