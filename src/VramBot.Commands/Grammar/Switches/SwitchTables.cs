using System.Collections.Immutable;
using VramBot.Core.Engines;

namespace VramBot.Commands.Grammar.Switches;

/// <summary>Which engine has which switches.</summary>
internal static class SwitchTables
{
    /// <summary>Engines with a table; the most common ones first, to be asked which engine a pasted line is for.</summary>
    public static ImmutableArray<Engine> Engines { get; } =
    [
        KnownEngines.Vllm, KnownEngines.LlamaCpp, KnownEngines.Sglang, KnownEngines.Ollama, KnownEngines.KoboldCpp, KnownEngines.TensorRtLlm, KnownEngines.LmDeploy,
        KnownEngines.IkLlamaCpp, KnownEngines.Transformers, KnownEngines.LmStudio, KnownEngines.ExLlama,
    ];

    /// <summary>The switches of an engine.</summary>
    public static SwitchTable Of(Engine engine) => engine.Kind switch
    {
        _ when engine == KnownEngines.KoboldCpp => DesktopSwitches.KoboldCpp,
        _ when engine == KnownEngines.LmStudio => DesktopSwitches.LmStudio,
        EngineKind.Vllm => VllmSwitches.Table,
        EngineKind.Sglang => SglangSwitches.Table,
        EngineKind.LlamaCpp => LlamaCppSwitches.Table,
        EngineKind.IkLlamaCpp => LlamaCppSwitches.OfIk,
        EngineKind.Ollama => DesktopSwitches.Ollama,
        EngineKind.TensorRtLlm => ServerSwitches.TensorRtLlm,
        EngineKind.LmDeploy => ServerSwitches.LmDeploy,
        EngineKind.Transformers => ServerSwitches.Transformers,
        EngineKind.ExLlama => ServerSwitches.ExLlama,
        _ => SwitchTable.Empty,
    };

    /// <summary>The first other engine that has a switch of this name, or null.</summary>
    public static Engine? WithSwitch(string name, Engine except) => Engines.FirstOrDefault(engine => engine != except && Of(engine).Find(name) is not null);

    /// <summary>The engine whose switches these are: of those that are possible, the first that knows the most of them.</summary>
    public static Engine Meant(string text, Engine first, Func<Engine, bool> possible) =>
        Engines.Where(engine => engine != first && possible(engine)).Prepend(first).MinBy(engine => SwitchWords.Read(text, Of(engine)).Count(known => known.Known is null))!;
}
