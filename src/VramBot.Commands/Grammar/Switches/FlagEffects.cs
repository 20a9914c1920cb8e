using VramBot.Core.Engines;

namespace VramBot.Commands.Grammar.Switches;

/// <summary>What switches add up to, while they are read.</summary>
internal sealed class FlagEffects(EngineSettings settings)
{
    private bool? lora;
    private int? adapters;

    public EngineSettings Settings { get; private set; } = settings;

    public long? Context { get; private set; }

    public int? Users { get; private set; }

    public string? Keys { get; private set; }

    public string? Values { get; private set; }

    public int? Tensor { get; private set; }

    public int? Pipeline { get; private set; }

    public int? Experts { get; private set; }

    public int? AdapterRank { get; private set; }

    /// <summary>What they say of a training run.</summary>
    public TrainingEffects Run { get; } = new();

    /// <summary>Adapters that buffers are made for; null when adapters are not switched on.</summary>
    public int? Adapters(int otherwise) => lora == true ? adapters ?? otherwise : null;

    public void Set(SwitchTarget target, SwitchValue value)
    {
        Settings = Changed(target, value);
        switch (target)
        {
            case SwitchTarget.Context: Context = (long)value.Number; break;
            case SwitchTarget.Users: Users = value.Count; break;
            case SwitchTarget.Keys: Keys = NameOf(value.Text); break;
            case SwitchTarget.Values: Values = NameOf(value.Text); break;
            case SwitchTarget.Cache: Keys = Values = NameOf(value.Text); break;
            case SwitchTarget.Tensor: Tensor = value.Count; break;
            case SwitchTarget.Pipeline: Pipeline = value.Count; break;
            case SwitchTarget.Experts: Experts = value.Count; break;
            case SwitchTarget.Lora: lora = value.On; break;
            case SwitchTarget.Adapters: adapters = value.Count; break;
            case SwitchTarget.AdapterRank: AdapterRank = value.Count; break;
            default: Run.Set(target, value); break;
        }
    }

    public void KeepExpertsOnHost(int layers) => Settings = Settings with { HostExpertLayers = layers };

    private EngineSettings Changed(SwitchTarget target, SwitchValue value) => target switch
    {
        SwitchTarget.Utilization => Settings with { GpuMemoryUtilization = value.Number },
        SwitchTarget.MaxSequences => Settings with { MaxSequences = value.Count },
        SwitchTarget.StepTokens => Settings with { MaxBatchedTokens = value.Count },
        SwitchTarget.Eager => Settings with { EnforceEager = value.On == true },
        SwitchTarget.WholeExperts => Settings with { ExpertParallel = value.On == true },
        SwitchTarget.LargestGraph => Settings with { LargestGraph = value.Count },
        SwitchTarget.StaticFraction => Settings with { StaticMemoryFraction = value.Number },
        SwitchTarget.PoolTokens => Settings with { PoolTokens = (long)value.Number },
        SwitchTarget.FreeFraction => Settings with { FreeMemoryFraction = value.Number },
        SwitchTarget.MicroBatch => Settings with { MicroBatch = value.Count },
        SwitchTarget.LogicalBatch => Settings with { LogicalBatch = value.Count },
        SwitchTarget.Batch => Settings with { MicroBatch = value.Count, LogicalBatch = value.Count },
        SwitchTarget.FlashAttention => Settings with { FlashAttention = value.On },
        SwitchTarget.UnifiedCache => Settings with { UnifiedCache = value.On == true },
        SwitchTarget.GpuLayers => Settings with { GpuLayers = Numbers.Count(value.Text) is >= 0 and var layers ? (int)layers : null },
        SwitchTarget.HostExperts => Settings with { HostExpertLayers = value.Count },
        SwitchTarget.SplitMode => Settings with { RowSplit = value.Text == "row" },
        SwitchTarget.Shares => Settings with { TensorSplit = SharesText.Read(value.Text) ?? [] },
        SwitchTarget.LatentCache => Settings with { LatentCache = value.Number > 0 },
        SwitchTarget.FullWindow => Settings with { FullWindowCache = value.On == true },
        SwitchTarget.WindowOnly => Settings with { FullWindowCache = value.On != true },
        SwitchTarget.AttentionName => Settings with { FlashAttention = value.Text != "eager" },
        _ => Settings,
    };

    /// <summary>
    /// The catalog's name of a cache format; null for the engine's default. KoboldCpp counts its kinds (--quantkv 0, 1, 2), lmdeploy the bits (--quant-policy 4, 8).
    /// </summary>
    private static string? NameOf(string text) => text switch
    {
        "auto" or "0" => null,
        "1" => "q8_0",
        "2" => "q4_0",
        "4" => "int4",
        "8" => "int8",
        _ when text.StartsWith("fp8", StringComparison.Ordinal) => "fp8",
        _ => text,
    };
}
