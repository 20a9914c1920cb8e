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

    /// <summary>Frameworks whose switches are read in training, in the order in which a switch is guessed to be theirs.</summary>
    public static ImmutableArray<Engine> Trainers { get; } =
    [
        KnownEngines.Transformers, KnownEngines.Axolotl, KnownEngines.LlamaFactory, KnownEngines.MsSwift, KnownEngines.Torchtune, KnownEngines.TorchTitan, KnownEngines.Megatron,
        KnownEngines.DeepSpeed, KnownEngines.LitGpt, KnownEngines.Unsloth,
    ];

    /// <summary>The switches of an engine when it serves, or when it trains.</summary>
    public static SwitchTable Of(Engine engine, bool trains) => !trains ? Of(engine) : engine.Kind switch
    {
        EngineKind.Transformers => TrainerSwitches.Transformers,
        EngineKind.Axolotl => TrainerSwitches.Axolotl,
        EngineKind.LlamaFactory => TrainerSwitches.LlamaFactory,
        EngineKind.MsSwift => TrainerSwitches.MsSwift,
        EngineKind.DeepSpeed => TrainerSwitches.DeepSpeed,
        EngineKind.Unsloth => TrainerSwitches.Unsloth,
        EngineKind.Torchtune => TorchSwitches.Torchtune,
        EngineKind.TorchTitan => TorchSwitches.TorchTitan,
        EngineKind.LitGpt => TorchSwitches.LitGpt,
        EngineKind.Megatron => MegatronSwitches.Table,
        _ => SwitchTable.Empty,
    };

    /// <summary>The first other engine that has a switch of this name, or null.</summary>
    public static Engine? WithSwitch(string name, Engine except, bool trains) =>
        (trains ? Trainers : Engines).FirstOrDefault(engine => engine != except && Of(engine, trains).Find(name) is not null);

    /// <summary>The engine whose switches these are: of those that are possible, the first that knows the most of them.</summary>
    public static Engine Meant(string text, Engine first, bool trains, Func<Engine, bool> possible) =>
        (trains ? Trainers : Engines).Where(engine => engine != first && possible(engine)).Prepend(first)
            .MinBy(engine => SwitchWords.Read(text, Of(engine, trains)).Count(known => known.Known is null))!;
}
