using VramBot.Core.Engines;
using VramBot.Core.Gpus;

namespace VramBot.Core.Fitting;

/// <summary>What people run on a card when they do not say.</summary>
public static class UsualEngine
{
    /// <summary>Whether an engine serves on all of some cards together: cards of two vendors work together in llama.cpp alone, by Vulkan.</summary>
    public static bool Serves(EngineRelease engine, Rig rig)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(rig);
        return rig.Cards.All(card => EngineSupport.Serves(engine, card)) && (engine.Engine.RunsGguf || rig.Cards.All(card => card.Vendor == rig.Gpu.Vendor));
    }

    /// <summary>vLLM on server cards that it runs on; llama.cpp on everything else: people's own cards, workstations, boards and Apple's chips.</summary>
    public static EngineRelease Of(Gpu gpu)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        var vllm = KnownEngines.Vllm.At();
        return gpu.Class == GpuClass.Datacenter && EngineSupport.Serves(vllm, gpu) ? vllm : KnownEngines.LlamaCpp.At();
    }
}
