namespace VramBot.Hub.Architectures;

/// <summary>How a class's config.json describes its experts, where that is not as most do.</summary>
internal sealed record ExpertRule
{
    /// <summary>The keys of the number of routed experts.</summary>
    public static readonly string[] CountKeys = ["num_local_experts", "n_routed_experts", "num_experts", "moe_num_experts", "num_routed_experts"];

    /// <summary>Inner width of a routed expert.</summary>
    public Func<ConfigView, int> Inner { get; init; } = static config =>
        (config.Ints("moe_intermediate_size") is [var first, ..] ? first : config.Int("moe_intermediate_size", "expert_ffn_hidden_size", "moe_ffn_hidden_size")) ?? config.Need("intermediate_size");

    /// <summary>Inner width of the block that every token visits; zero for none.</summary>
    public Func<ConfigView, int, int> Shared { get; init; } = static (config, inner) =>
        config.Int("shared_expert_intermediate_size", "moe_shared_expert_intermediate_size", "shared_intermediate_size", "share_expert_dim")
        ?? inner * (config.Int("n_shared_experts", "num_shared_experts", "moe_num_shared_experts", "num_shared_expert") ?? 0);

    /// <summary>Whether that block passes a gate of one output.</summary>
    public bool SharedGate { get; init; }

    /// <summary>Bias vectors of the router.</summary>
    public Func<ConfigView, int> RouterBiases { get; init; } = static _ => 0;

    /// <summary>Inner width of a dense block beside the experts; zero for none.</summary>
    public Func<ConfigView, int> Residual { get; init; } = static _ => 0;

    /// <summary>Width in which experts work; zero for the hidden size.</summary>
    public Func<ConfigView, int> Latent { get; init; } = static config => config.Int("moe_latent_size") ?? 0;

    /// <summary>Whether that width has its own norm.</summary>
    public bool LatentNorm { get; init; }
}
