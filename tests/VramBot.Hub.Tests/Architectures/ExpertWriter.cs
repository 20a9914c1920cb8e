using System.Text.Json.Nodes;
using VramBot.Core.Models;

namespace VramBot.Hub.Tests.Architectures;

/// <summary>Writes the experts of a model as its class does.</summary>
internal sealed class ExpertWriter(string architecture, Network network, JsonObject config)
{
    private static readonly string[] LocalExperts =
    [
        "MixtralForCausalLM", "PhiMoEForCausalLM", "GptOssForCausalLM", "GraniteMoeForCausalLM", "GraniteMoeHybridForCausalLM", "MiniMaxText01ForCausalLM", "MiniMaxM1ForCausalLM", "MiniMaxM2ForCausalLM",
        "Llama4ForConditionalGeneration", "ArcticForCausalLM", "Grok1ForCausalLM",
    ];

    private static readonly string[] WidthIsTheBlocks =
    [
        "MixtralForCausalLM", "PhiMoEForCausalLM", "GptOssForCausalLM", "GraniteMoeForCausalLM", "GraniteMoeHybridForCausalLM", "MiniMaxText01ForCausalLM", "MiniMaxM1ForCausalLM", "MiniMaxM2ForCausalLM",
        "OlmoeForCausalLM", "JambaForCausalLM", "ArcticForCausalLM",
    ];

    public void Write(MixtureOfExperts experts)
    {
        var inner = experts.Expert.InnerSize;
        var key = LocalExperts.Contains(architecture) ? "num_local_experts" : UsesRouted() ? "n_routed_experts" : "num_experts";
        config[key] = experts.Experts;
        config["num_experts_per_tok"] = experts.ExpertsPerToken;
        config[WidthIsTheBlocks.Contains(architecture) ? "intermediate_size" : "moe_intermediate_size"] = inner;
        if (experts.Shared is { } shared)
            Shared(key, inner, shared.InnerSize);
        if (experts.LatentSize is { } latent)
            config["moe_latent_size"] = latent;
        Places();
    }

    private bool UsesRouted() => architecture.StartsWith("Deepseek", StringComparison.Ordinal) || architecture.StartsWith("Glm", StringComparison.Ordinal) || architecture.StartsWith("MiMoV2", StringComparison.Ordinal)
        || architecture is "Dots1ForCausalLM" or "NemotronHForCausalLM" or "SolarOpenForCausalLM" or "KimiVLForConditionalGeneration" or "KimiK25ForConditionalGeneration" or "Mistral4ForCausalLM" or "LongcatFlashForCausalLM";

    private void Shared(string key, int inner, int width)
    {
        if (architecture.StartsWith("Qwen", StringComparison.Ordinal))
            config["shared_expert_intermediate_size"] = width;
        else if (architecture == "NemotronHForCausalLM")
            config["moe_shared_expert_intermediate_size"] = width;
        else if (architecture == "GraniteMoeHybridForCausalLM")
            config["shared_intermediate_size"] = width;
        else if (architecture.StartsWith("Step", StringComparison.Ordinal))
            config["share_expert_dim"] = width;
        else
            config[key == "n_routed_experts" ? "n_shared_experts" : "num_shared_experts"] = width / inner;
    }

    private void Places()
    {
        var dense = network.Layers.TakeWhile(layer => layer.Experts is null).Count();
        if (architecture == "JambaForCausalLM")
            (config["expert_layer_period"], config["expert_layer_offset"]) = (2, 1);
        else if (architecture.StartsWith("MiMoV2", StringComparison.Ordinal))
            config["moe_layer_freq"] = new JsonArray([.. network.Layers.Select(layer => (JsonNode)(layer.Experts is null ? 0 : 1))]);
        else if (architecture.StartsWith("Step", StringComparison.Ordinal))
            config["moe_layers_enum"] = string.Join(',', Enumerable.Range(0, network.Layers.Length).Where(layer => network.Layers[layer].Experts is not null));
        else if (architecture == "Llama4ForConditionalGeneration")
            (config["interleave_moe_layer_step"], config["intermediate_size"], config["intermediate_size_mlp"]) = (dense + 1, network.Layers[dense].Experts!.Expert.InnerSize, network.Layers[0].Dense?.InnerSize ?? 16384);
        else if (architecture == "Ernie4_5_MoeForCausalLM")
            Ernie(dense);
        else if (architecture.StartsWith("Lfm2", StringComparison.Ordinal) || architecture == "AfmoeForCausalLM")
            config["num_dense_layers"] = dense;
        else if (architecture.StartsWith("Qwen", StringComparison.Ordinal))
            config["decoder_sparse_step"] = 1;
        else if (architecture != "NemotronHForCausalLM" && dense > 0)
            config["first_k_dense_replace"] = dense;
    }

    private void Ernie(int dense)
    {
        config["moe_layer_start_index"] = dense;
        config["moe_layer_end_index"] = -1;
        foreach (var (from, to) in new[] { ("num_experts", "moe_num_experts"), ("num_experts_per_tok", "moe_k"), ("num_shared_experts", "moe_num_shared_experts") })
        {
            var value = config[from]?.DeepClone();
            if (config.Remove(from))
                config[to] = value;
        }
    }
}
