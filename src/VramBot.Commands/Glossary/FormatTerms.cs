using System.Collections.Immutable;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Glossary;

/// <summary>How numbers are kept.</summary>
internal static class FormatTerms
{
    public static ImmutableArray<GlossaryTerm> All { get; } =
    [
        new("precision", Later("precision"), "/vram-guide precision",
            Later("In how many bits, and in which form, numbers are kept. Fewer bits take less memory and are read faster; below about four, quality falls quickly."))
        {
            Aliases = ["dtype", "data type", "number format", "precisao"],
            IsCommon = true,
            See = ["quantization", "bf16", "bits-per-weight"],
        },
        new("bf16", Later("BF16 and FP16"), "/vram llama-3.1-8b precision:bf16",
            Later("The two 16-bit formats, 2 bytes a number. BF16 has the range of 32 bits and less detail, and is what most models ship in; FP16 has more detail and a narrow range, "
                + "which older cards need."))
        {
            Aliases = ["fp16", "bfloat16", "float16", "half precision", "meia precisao", "fp32"],
            IsCommon = true,
            See = ["precision", "fp8"],
        },
        new("fp8", Later("FP8"), "/vram llama-3.3-70b precision:fp8 gpu:2xh100",
            Later("Eight-bit floating point, one byte a number. Cards from Ada and Hopper on calculate in it; on older ones it only saves room."))
        {
            Aliases = ["float8", "e4m3"],
            See = ["int8", "precision", "kv-quantization"],
        },
        new("int8", Later("INT8"), "/vram llama-3.1-8b precision:int8",
            Later("Whole numbers of eight bits with a scale for each row or block. Half of 16 bits, with hardly any loss."))
        {
            Aliases = ["int8 quantization", "8-bit", "w8a8", "8 bits"],
            IsCommon = true,
            See = ["quantization", "fp8"],
        },
        new("int4", Later("INT4"), "/vram mixtral-8x7b precision:int4",
            Later("Four bits a weight with scales for small groups: 4.2 to 4.8 bits in all. Which method chose the values (AWQ, GPTQ, a GGUF type) matters more for quality than the "
                + "name."))
        {
            Aliases = ["4-bit", "int4 quantization", "w4a16", "4 bits"],
            IsCommon = true,
            See = ["awq", "gptq", "gguf", "bits-per-weight"],
        },
        new("quantization", Later("quantization"), "/vram-guide quality",
            Later("Keeping weights in fewer bits than they were trained in, group by group with a scale. It shrinks the weights alone: cache and activations stay as they are unless "
                + "they are quantized themselves."))
        {
            Aliases = ["quant", "quantize", "quantized", "quantizacao", "quantizado"],
            IsCommon = true,
            See = ["bits-per-weight", "perplexity", "kv-quantization"],
        },
        new("bits-per-weight", Later("bits per weight (bpw)"), "/vram-formats q4",
            Later("All bits of a quantized model divided by its parameters, scales and the tensors that keep more included. Q4_K_M is 4.8 to 4.9 in most models, not 4."))
        {
            Aliases = ["bpw", "bits per weight", "effective bits", "bits por peso"],
            See = ["quantization", "gguf"],
        },
        new("perplexity", Later("perplexity"), "/vram-guide quality",
            Later("How surprised a model is by real text: lower is better. The rise against 16 bits is the usual measure of what a format loses."))
        {
            Aliases = ["ppl", "quality", "perplexidade", "qualidade"],
            See = ["quantization", "bits-per-weight"],
        },
        new("gguf", Later("GGUF"), "/vram-guide gguf",
            Later("The file format of llama.cpp and its kin. A type such as Q4_K_M is a mixture: some tensors get more bits than others, and which ones depends on the model."))
        {
            Aliases = ["k-quants", "i-quants", "q4_k_m", "llama.cpp format"],
            See = ["bits-per-weight", "imatrix"],
        },
        new("imatrix", Later("importance matrix"), "/vram-formats iq",
            Later("Statistics of which weights matter, gathered on sample text; GGUF types below four bits use it to lose less. It changes quality, not size."))
        {
            Aliases = ["imatrix", "importance matrix", "iq2", "iq4"],
            See = ["gguf", "perplexity"],
        },
        new("awq", Later("AWQ"), "/vram qwen2.5-7b precision:awq",
            Later("A 4-bit method that looks at the activations to find the weights which must be kept well, and scales them first. Widely served by vLLM and SGLang."))
        {
            Aliases = ["activation-aware weight quantization"],
            See = ["gptq", "int4"],
        },
        new("gptq", Later("GPTQ"), "/vram qwen2.5-7b precision:gptq",
            Later("A method for 2 to 8 bits that rounds column by column and corrects the rest for the error made, on sample text."))
        {
            Aliases = ["post-training quantization", "ptq"],
            See = ["awq", "int4"],
        },
        new("nf4", Later("NF4"), "/vram llama-3.1-8b precision:nf4",
            Later("Four bits with sixteen values spaced as weights usually lie, by bitsandbytes: the base of QLoRA. With double quantization the scales are quantized too, which saves "
                + "another 0.4 bits a weight."))
        {
            Aliases = ["normalfloat", "4-bit normalfloat", "bitsandbytes", "bnb", "double quantization"],
            See = ["qlora", "int4"],
        },
        new("exl2", Later("EXL2 and EXL3"), "/vram llama-3.3-70b precision:exl2:4.0 gpu:2x3090",
            Later("The formats of ExLlama: any rate such as 4.65 bits, each layer with the bits that serve it best. The engine keeps little beside weights and cache."))
        {
            Aliases = ["exl3", "exllama", "exllamav2"],
            See = ["bits-per-weight", "quantization"],
        },
        new("mxfp4", Later("MXFP4 and NVFP4"), "/vram gpt-oss-20b",
            Later("Four-bit floating point in blocks with a shared scale: 32 numbers with a power of two (MXFP4, 4.25 bits) or 16 with an FP8 scale (NVFP4, 4.5 bits). Blackwell cards "
                + "calculate in them."))
        {
            Aliases = ["nvfp4", "microscaling", "fp4", "block scale", "block scaling"],
            See = ["int4", "fp8"],
        },
        new("kv-quantization", Later("KV cache quantization"), "/vram llama-3.1-8b precision:Q4_K_M ctx:64k kv:q8_0",
            Later("Keeping keys and values in fewer bits than 16: FP8 or q8_0 halve the cache with little loss, four bits hurt some models. The weights' format says nothing about it."))
        {
            Aliases = ["kv cache dtype", "quantized cache", "fp8 kv", "q8_0 cache", "cache quantizado"],
            See = ["kv-cache", "quantization"],
        },
    ];
}
