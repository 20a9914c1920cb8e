namespace VramBot.Core.Estimation.Vllm;

/// <summary>vLLM's engine cores, as far as their memory differs.</summary>
internal enum VllmGeneration
{
    /// <summary>The first core, up to 0.7 (and 0.8 by choice).</summary>
    V0,

    /// <summary>The second core up to 0.16: sampling sorts in torch.</summary>
    V1Sort,

    /// <summary>From 0.17 on: a fused top-k/top-p kernel.</summary>
    V1Fused,
}
