using static VramBot.Commands.Grammar.Switches.SwitchShape;
using static VramBot.Commands.Grammar.Switches.SwitchTarget;

namespace VramBot.Commands.Grammar.Switches;

/// <summary>
/// The switches of TensorRT-LLM, lmdeploy, Transformers and ExLlama. Source: NVIDIA/TensorRT-LLM, tensorrt_llm/llmapi/llm_args.py; InternLM/lmdeploy, lmdeploy/cli;
/// huggingface/transformers, modeling_utils.py; theroyallab/tabbyAPI, config_sample.yml.
/// </summary>
internal static class ServerSwitches
{
    public static SwitchTable TensorRtLlm { get; } = SwitchTable.Of(
        [
            new("--kv_cache_free_gpu_memory_fraction --kv_cache_free_gpu_mem_fraction --free_gpu_memory_fraction", FreeFraction, Share),
            new("--max_batch_size", MaxSequences, Count) { Most = VramReader.MostSequences },
            new("--max_num_tokens", StepTokens, Tokens),
            new("--max_seq_len --max_input_len", Context, Tokens) { Most = VramReader.LongestContext, Says = "ctx" },
            new("--tp_size --tensor_parallel_size", Tensor, Count) { Most = VramReader.MostCards, Says = "tp" },
            new("--pp_size --pipeline_parallel_size", Pipeline, Count) { Most = VramReader.MostCards, Says = "pp" },
            new("--kv_cache_dtype", Cache, CacheName) { Choices = ["auto"], Says = "kv" },
            new("--ep_size --moe_expert_parallel_size", Unbuilt) { Choices = ["1"] },
            new("--quantization --qformat", Option) { Says = "precision" },
        ],
        nothing: "--model --tokenizer --host --port --backend --log_level --trust_remote_code --reasoning_parser --tool_parser --num_postprocess_workers --enable_block_reuse --enable_chunked_prefill --metadata_server_config_file",
        uncounted: "--extra_llm_api_options --use_cuda_graph --cuda_graph_config --max_beam_width --moe_backend --attn_backend",
        unbuilt: "--moe_tensor_parallel_size --cp_size --enable_attention_dp --speculative_config --max_gpu_total_bytes --max_tokens_in_paged_kv_cache");

    public static SwitchTable LmDeploy { get; } = SwitchTable.Of(
        [
            new("--cache-max-entry-count", FreeFraction, Share),
            new("--session-len", Context, Tokens) { Most = VramReader.LongestContext, Says = "ctx" },
            new("--max-prefill-token-num", StepTokens, Tokens),
            new("--tp", Tensor, Count) { Most = VramReader.MostCards, Says = "tp" },
            new("--quant-policy", Cache, Word) { Choices = ["0", "4", "8"], Says = "kv" },
            new("--backend", Nothing, Word) { Choices = ["turbomind"] },
            new("--dtype", Nothing, Word) { Choices = ["auto", "float16", "bfloat16"] },
            new("--dp --ep", Unbuilt) { Choices = ["1"] },
            new("--model-format", Option) { Says = "precision" },
        ],
        nothing: """
            --model-name --server-name --server-port --api-keys --ssl --log-level --chat-template --revision --download-dir --enable-prefix-caching --tool-call-parser --reasoning-parser --proxy-url
            --allow-origins --allow-credentials --max-log-len --disable-fastapi-docs --trust-remote-code
            """,
        uncounted: "--max-batch-size --cache-block-seq-len --num-tokens-per-iter --max-prefill-iters --rope-scaling-factor --communicator --vision-max-batch-size",
        unbuilt: "--adapters --enable-microbatch --speculative-algorithm");

    public static SwitchTable Transformers { get; } = SwitchTable.Of(
        [
            new("attn_implementation _attn_implementation", AttentionName, Word) { Choices = ["eager", "sdpa", "flash_attention_2", "flash_attention_3", "kernels-community/flash-attn"] },
            new("max_length", Context, Tokens) { Most = VramReader.LongestContext, Says = "ctx" },
            new("torch_dtype dtype load_in_8bit load_in_4bit quantization_config bnb_4bit_quant_type", Option) { Says = "precision" },
            new("assistant_model", Option) { Says = "draft" },
            new("use_cache", Unbuilt) { Choices = ["true"] },
            new("num_beams num_return_sequences", Unbuilt) { Choices = ["1"] },
            new("max_new_tokens", Option) { Says = "ctx" },
        ],
        nothing: "device_map trust_remote_code low_cpu_mem_usage do_sample temperature top_p top_k repetition_penalty pad_token_id eos_token_id revision token cache_dir local_files_only use_safetensors",
        uncounted: "max_memory offload_folder",
        unbuilt: "cache_implementation offload_state_dict prefill_chunk_size");

    public static SwitchTable ExLlama { get; } = SwitchTable.Of(
        [
            new("max_seq_len -l --length cache_size -cs --cache_size", Context, Tokens) { Most = VramReader.LongestContext, Says = "ctx" },
            new("cache_mode -cm", Option) { Says = "kv" },
            new("draft_model_name -dm --draft_model", Option) { Says = "draft" },
        ],
        nothing: "-m --model model_dir model_name --host --port max_batch_size fasttensors prompt_template rope_scale rope_alpha",
        uncounted: "chunk_size output_chunking",
        unbuilt: "gpu_split -gs --gpu_split gpu_split_auto autosplit_reserve tensor_parallel -tp");
}
