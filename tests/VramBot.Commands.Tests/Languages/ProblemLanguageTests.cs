using VramBot.Commands.Tests.Grammar;
using VramBot.Core;

namespace VramBot.Commands.Tests.Languages;

/// <summary>A bad line is the same mistake in every language, mended by the same line and said in the language's own words.</summary>
public sealed class ProblemLanguageTests
{
    /// <summary>In more than one word of a row there may be something wrong; one row has about one kind of mistake.</summary>
    public static TheoryData<string> BadLines() =>
    [
        "/vram mixtal-8x7b ctx:4kk prezision:int4",
        "/vram someone/some-model-of-theirs",
        "/vram llama-3.1-8b 4k int4",
        "/vram llama-3.1-8b ctx:4k nonsense",
        "/vram llama-3.1-8b ctx:4k ctx:8k users:",
        "/vram llama-3.1-8b precision:nothingknown kv:q9",
        "/vram llama-3.1-8b precision:4.65",
        "/vram llama-3.1-8b precision:99",
        "/vram llama-3.1-8b engine:vlm gpu:4091 engine:vllm",
        "/vram llama-3.1-8b engine:vllm@new users:0 tp:many ctx:99999999999",
        "/vram llama-3.1-8b gpu:0x4090 budget:lots",
        "/vram llama-3.1-8b gpu:9999GB",
        "/vram llama-3.1-8b reserved:1.5GB",
        "/vram llama-3.1-8b reserved:lots",
        "/vram llama-3.1-8b gpu:4090 reserved:30GB",
        "/vram llama-3.1-8b offload:some",
        "/vram llama-3.1-8b offload:auto",
        "/vram llama-3.1-8b offload:400",
        "/vram llama-3.1-8b offload:experts",
        "/vram llama-3.1-8b offload:12 engine:vllm",
        "/vram qwen3-30b-a3b offload:experts:12 engine:ollama",
        "/vram qwen3-30b-a3b engine:vllm ep:4 tp:2 gpu:4xh100",
        "/vram llama-3.1-8b ep:2 engine:vllm",
        "/vram llama-3.1-8b method:guide",
        "/vram llama-3.1-8b method:other",
        "/vram llama-3.1-8b task:dpo",
        "/vram llama-3.1-8b task:lorra",
        "/vram llama-3.1-8b optimizer:adamw zero:3 offload:optimizer",
        "/vram llama-3.1-8b task:full rank:16 targets:qv kv:q8_0 adapters:4 draft:llama-3.2-1b seq:99999999999",
        "/vram llama-3.1-8b task:full precision:int4 offload:experts",
        "/vram llama-3.1-8b task:full engine:vllm",
        "/vram llama-3.1-8b engine:unsloth",
        "/vram llama-3.1-8b task:lora rank:4096 targets:experts",
        "/vram llama-3.1-8b task:lora targets:everything optimizer:adamx checkpointing:some zero:9 dtype:int8 packing:some",
        "/vram llama-3.1-8b task:lora optimizer:galore",
        "/vram llama-3.1-8b task:lora precision:Q4_K_M",
        "/vram llama-3.1-8b task:lora precision:nf4",
        "/vram llama-3.1-8b task:qlora precision:bf16",
        "/vram llama-3.1-8b task:full precision:bf16 dtype:fp32",
        "/vram llama-3.1-8b task:full zero:3 gpu:4090",
        "/vram llama-3.1-8b task:full engine:unsloth tp:2 pp:2 ep:2 zero:3 offload:optimizer gpus:8",
        "/vram llama-3.1-8b task:full engine:deepspeed zero:fsdp gpus:8",
        "/vram llama-3.1-8b task:full engine:megatron tp:5 pp:64 gpus:8",
        "/vram llama-3.1-8b task:full engine:megatron tp:4 gpus:6",
        "/vram qwen3-30b-a3b task:full engine:megatron ep:3 gpus:8",
        "/vram qwen3-30b-a3b task:full engine:megatron ep:16 gpus:8",
        "/vram llama-3.1-8b ctx:4k flags:\"--max-num-seq 64 --max-model-len 8192 --gpu-memory-utilization 1.8 -ngl 20\"",
        "/vram llama-3.1-8b engine:vllm users:8 flags:\"--max-num-seqs 4 --cpu-offload-gb 8 --quantization awq --tp 2\"",
        "/vram llama-3.1-8b engine:vllm flags:nothing",
        "/vram llama-3.1-8b engine:mlx flags:\"--some thing\"",
        "/vram llama-3.1-8b engine:llama.cpp flags:\"-sm x -fa maybe -ub 0 -ctk q9 -ts a -ub 5 -np 1 -np 2\"",
        "/vram llama-3.1-8b flags:\"--per_device_train_batch_size 2\"",
        "/vram llama-3.1-8b task:lora flags:\"--optim nothing --target_modules x --deepspeed y --lora_dropout 7\"",
        "/vram qwen3-30b-a3b precision:Q4_K_M flags:\"-ot nothing=CPU\"",
        "/vram qwen3-30b-a3b precision:Q4_K_M flags:\"-ot exps=CUDA0\"",
        "/vram qwen3-30b-a3b precision:Q4_K_M flags:\"-ot .=CPU\"",
        "/vram-plan lama-3.1-8b users:many classes:\"chat 1k 80%, b 2k+1k 30%\" burst:20 headroom:90% gpu:h1000 tenp:2",
        "/vram-plan llama-3.1-8b gpu:4090+3090",
        "/vram-plan llama-3.1-8b users:40 prompt:lots classes:\"chat 1k+500 80%, rag 8k+500 30%\"",
        "/vram-plan llama-3.1-8b users:40 classes:\"chat 1k+500 80%, rag 8k+500 x3\"",
        "/vram-plan llama-3.1-8b users:40 classes:\"a 1k+500 80%, b 1k+500, c 2k+1k\"",
        "/vram-plan llama-3.1-8b users:40 classes:\"chat 1k+x 80%, rag 8k+500 20%\"",
        "/vram-plan llama-3.1-8b users:40 classes:\"a 1+1, b 1+2, c 1+3, d 1+4, e 1+5, f 1+6, g 1+7, h 1+8, i 1+9\"",
        "/vram-plan llama-3.1-8b users:40 classes:\"chat 1k+500 x30, rag 8k+500 x30\"",
        "/vram-plan llama-3.1-8b users:40 ctx:4k prompt:4k output:1k",
        "/vram-plan llama-3.1-8b users:40 ctx:4k classes:\"rag 4k+1k\"",
        "/vram-plan llama-3.1-8b users:40 headroom:10 flags:\"--gpu-memory-utilization 0.8\"",
        "/vram-compare llama-3.1-8b",
        "/vram-compare llama-3.1-8b,qwen3-8b,qwen3-14b,phi-4 precisions:Q8_0,Q4_K_M",
        "/vram-compare llama-3.1-8b precisions:Q8_0,Q6_K,Q5_K_M,Q4_K_M,Q3_K_M,Q2_K,bf16",
        "/vram-fit engine:vlmm ctx:4kk serch:code",
        "/vram-fit gpu:2",
        "/vram-fit gpu:4090 search:klingon",
        "/vram-gpus budget:lots",
        "/vram-fitt gpu:4090",
        "/vram-glossary kv",
    ];

    [Theory]
    [MemberData(nameof(BadLines))]
    public void A_mistake_is_the_same_in_Portuguese_and_said_in_Portuguese(string line)
    {
        var (english, portuguese) = (Lines.Desk.Ask(line).Problems, Lines.Desk.Ask($"{line} lang:pt").Problems);
        Assert.NotEmpty(english);
        Assert.Equal(english.Select(problem => problem.Code), portuguese.Select(problem => problem.Code));
        Assert.Equal(english.Select(problem => $"{problem.Try} lang:pt-BR"), portuguese.Select(problem => problem.Try));
        Assert.All(english.Zip(portuguese), pair => Assert.Null(SharedWords.Of(pair.First.Expected, pair.Second.Expected)));
    }

    [Theory]
    [InlineData("/vram llama-3.1-8b ctx:99999999999", "100,000,000", "100.000.000")]
    [InlineData("/vram llama-3.1-8b users:0", "100,000", "100.000")]
    [InlineData("/vram llama-3.1-8b gpu:4090 reserved:30GB", "23.99 GiB", "23,99 GiB")]
    [InlineData("/vram llama-3.1-8b precision:99", "1.5 to 32 bits", "1,5 a 32 bits")]
    [InlineData("/vram llama-3.1-8b task:lora rank:4096", "4,096 wide", "largura 4.096")]
    [InlineData("/vram-plan llama-3.1-8b users:40 classes:\"a 1k+500 80%, b 8k+500 30.5%\"", "110.5 %", "110,5 %")]
    public void Its_numbers_are_written_as_the_language_writes_them(string line, string english, string portuguese)
    {
        Assert.Contains(english, Lines.Desk.Ask(line).Problems.Single().Expected, StringComparison.Ordinal);
        Assert.Contains(portuguese, Lines.Desk.Ask($"{line} lang:pt").Problems.Single().Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/vram llama-3.1-8b reserved:lots", "1.5GB")]
    [InlineData("/vram llama-3.1-8b budget:lots", "$3,000")]
    [InlineData("/vram-plan llama-3.1-8b users:40 burst:20", "burst:1.5")]
    [InlineData("/vram llama-3.1-8b flags:\"--gpu-memory-utilization 2\"", "0.9")]
    public void What_is_typed_is_shown_as_it_is_typed(string line, string typed) =>
        Assert.All(Lines.Desk.Ask($"{line} lang:pt").Problems, problem => Assert.Contains(typed, problem.Expected, StringComparison.Ordinal));

    [Fact]
    public void Words_that_were_left_in_English_are_found() => Assert.Equal("is not a number", SharedWords.Of("`4kk` is not a number of tokens: write 4096.", "`4kk` is not a number de tokens: escreva 4096."));
}
