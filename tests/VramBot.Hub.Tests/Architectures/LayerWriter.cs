using System.Text.Json.Nodes;
using VramBot.Core.Models;

namespace VramBot.Hub.Tests.Architectures;

/// <summary>Writes which layer is of which type, as the model's class does.</summary>
internal sealed class LayerWriter(string architecture, Network network, JsonObject config)
{
    public void Write()
    {
        var letters = network.Layers.Select(LetterOf).ToList();
        if (network.Layers.Select(layer => layer.Attention?.Scope ?? default).FirstOrDefault(scope => scope.Kind == AttentionReach.Sliding) is { Kind: AttentionReach.Sliding } sliding)
            config["sliding_window"] = sliding.Window.Count;
        switch (architecture)
        {
            case "NemotronHForCausalLM":
                config["hybrid_override_pattern"] = string.Concat(network.Layers.Select(NemotronLetter));
                break;
            case "JambaForCausalLM":
                (config["attn_layer_period"], config["attn_layer_offset"]) = (8, letters.IndexOf('F'));
                break;
            case "MiniMaxText01ForCausalLM" or "MiniMaxM1ForCausalLM":
                config["attn_type_list"] = Marks(letters, 'F');
                break;
            case "MiMoV2FlashForCausalLM" or "MiMoV2ForCausalLM":
                config["hybrid_layer_pattern"] = Marks(letters, 'S');
                break;
            case "MllamaForConditionalGeneration":
                config["cross_attention_layers"] = new JsonArray([.. Places(letters, 'X', 0)]);
                break;
            case "Llama4ForConditionalGeneration":
                config["attention_chunk_size"] = network.Layers.First(layer => layer.Attention!.Scope.Kind == AttentionReach.Chunked).Attention!.Scope.Window.Count;
                config["no_rope_layers"] = Marks(letters, 'C');
                break;
            case "KimiLinearForCausalLM" or "KimiK3ForConditionalGeneration":
                Linear(letters);
                break;
            case "Qwen3NextForCausalLM":
                config["full_attention_interval"] = letters.IndexOf('F') + 1;
                break;
            case "Gemma2ForCausalLM":
                break;
            case "Gemma3ForCausalLM" or "Gemma3ForConditionalGeneration" or "Cohere2ForCausalLM":
                config["sliding_window_pattern"] = letters.IndexOf('F') + 1;
                break;
            default:
                if (letters.Exists(letter => letter is 'S' or 'L' or 'M' or 'V') && letters.Contains('F'))
                    config["layer_types"] = new JsonArray([.. letters.Select(letter => (JsonNode)TypeOf(letter))]);
                break;
        }
    }

    private static char LetterOf(Layer layer) => layer switch
    {
        { Attention: not null, Recurrence: not null } => 'H',
        { Recurrence: ShortConvolution } => 'V',
        { Recurrence: Mamba1 or Mamba2 } => 'M',
        { Recurrence: not null } => 'L',
        { Attention: { } attention } => attention.Scope.Kind switch { AttentionReach.Sliding => 'S', AttentionReach.Chunked => 'C', AttentionReach.Cross => 'X', _ => 'F' },
        _ => '-',
    };

    private static string TypeOf(char letter) => letter switch { 'S' => "sliding_attention", 'L' => "linear_attention", 'M' => "mamba", 'V' => "conv", 'C' => "chunked_attention", _ => "full_attention" };

    private static char NemotronLetter(Layer layer) => layer switch { { Recurrence: not null } => 'M', { Attention: not null } => '*', { Experts: not null } => 'E', _ => '-' };

    private static JsonArray Marks(List<char> letters, char marked) => new([.. letters.Select(letter => (JsonNode)(letter == marked ? 1 : 0))]);

    private static IEnumerable<JsonNode> Places(List<char> letters, char letter, int first) => Enumerable.Range(0, letters.Count).Where(index => letters[index] == letter).Select(index => (JsonNode)(index + first));

    private void Linear(List<char> letters)
    {
        var kimi = network.Layers.Select(layer => layer.Recurrence).OfType<KimiDeltaAttention>().First();
        config["linear_attn_config"] = new JsonObject
        {
            ["full_attn_layers"] = new JsonArray([.. Places(letters, 'F', 1)]),
            ["kda_layers"] = new JsonArray([.. Places(letters, 'L', 1)]),
            ["num_heads"] = kimi.Heads,
            ["head_dim"] = kimi.HeadDim,
            ["short_conv_kernel_size"] = kimi.ConvolutionKernel,
            ["full_rank_gate"] = kimi.FullRankGate,
        };
    }
}
