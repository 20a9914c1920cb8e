namespace VramBot.Hub.Tests.Safetensors;

/// <summary>Headers with the counts of real files.</summary>
internal static class LargeHeaders
{
    /// <summary>48 layers of 128 experts, each projection a tensor (Qwen3-30B-A3B): with attention, norms and what lies outside 18,867; the experts' 18,432 and five a layer make 18,672.</summary>
    public static SafetensorsFile Experts()
    {
        var file = new SafetensorsFile();
        for (var layer = 0; layer < 48; layer++)
        {
            foreach (var projection in new[] { "gate_proj", "up_proj", "down_proj" })
                for (var expert = 0; expert < 128; expert++)
                    file.Add($"model.layers.{layer}.mlp.experts.{expert}.{projection}.weight", "BF16", projection == "down_proj" ? [2048, 768] : [768, 2048]);
            foreach (var (name, rows, columns) in new[] { ("q_proj", 4096L, 2048L), ("k_proj", 512, 2048), ("v_proj", 512, 2048), ("o_proj", 2048, 4096) })
                file.Add($"model.layers.{layer}.self_attn.{name}.weight", "BF16", rows, columns);
            file.Add($"model.layers.{layer}.mlp.gate.weight", "BF16", 128, 2048);
        }

        return file;
    }

    /// <summary>A dense decoder of 32 layers (Llama 3.1 8B): 291 tensors.</summary>
    public static SafetensorsFile Dense()
    {
        var file = new SafetensorsFile().Add("lm_head.weight", "BF16", 128256, 4096).Add("model.embed_tokens.weight", "BF16", 128256, 4096).Add("model.norm.weight", "BF16", 4096);
        for (var layer = 0; layer < 32; layer++)
        {
            foreach (var (name, rows, columns) in new[]
            {
                ("self_attn.q_proj", 4096L, 4096L), ("self_attn.k_proj", 1024, 4096), ("self_attn.v_proj", 1024, 4096), ("self_attn.o_proj", 4096, 4096),
                ("mlp.gate_proj", 14336, 4096), ("mlp.up_proj", 14336, 4096), ("mlp.down_proj", 4096, 14336),
            })
                file.Add($"model.layers.{layer}.{name}.weight", "BF16", rows, columns);
            file.Add($"model.layers.{layer}.input_layernorm.weight", "BF16", 4096).Add($"model.layers.{layer}.post_attention_layernorm.weight", "BF16", 4096);
        }

        return file;
    }
}
