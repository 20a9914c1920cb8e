namespace VramBot.Commands.Tests.Grammar;

/// <summary>Settings of a training run that cannot be, each answered with what to write instead.</summary>
public sealed class TrainingProblemTests
{
    [Theory]
    [InlineData("task:lora rank:0", "`rank:0` does not work: write a whole number from 1 to 4,096.", "task:lora rank:16")]
    [InlineData("task:lora rank:4096", "`rank:4096` is larger than the matrices of Llama-3.1-8B, which are 4,096 wide: an adapter has a smaller rank, usually 8 to 64.", "task:lora rank:16")]
    [InlineData("task:full rank:16", "`rank:16` describes an adapter, and task:full trains every weight: leave it out, or write task:lora.", "task:full")]
    [InlineData("task:pretrain targets:qv", "`targets:qv` describes an adapter, and task:pretrain trains every weight: leave it out, or write task:lora.", "task:pretrain")]
    [InlineData("task:lora targets:q,zz", "`targets:q,zz` does not work: write all-linear, attention, qv, mlp, or a list of q, k, v, o, gate, up, down, head and experts, such as q,k,v,o.", "task:lora targets:all-linear")]
    [InlineData("task:lora targets:experts", "`targets:experts` names experts, and Llama-3.1-8B has none: write all-linear, attention or mlp.", "task:lora targets:gate,up,down")]
    [InlineData("task:full tp:3 gpus:3", "Llama-3.1-8B has 32 attention heads, and tp must divide them: 3 does not.", "task:full gpu:3")]
    [InlineData("task:full engine:megatron pp:40", "Llama-3.1-8B has 32 layers, so at most as many pipeline stages: pp:32 or fewer.", "task:full engine:megatron")]
    [InlineData("task:full gpus:8 tp:4 pp:4", "tp:4 pp:4 needs a multiple of 16 GPUs, and 8 are named: write gpus:16, or smaller numbers.", "task:full gpu:8")]
    [InlineData("task:full engine:unsloth tp:2", "Unsloth has no tensor parallelism: leave tp out, or write engine:megatron.", "task:full engine:unsloth")]
    [InlineData("task:full engine:transformers pp:2", "Transformers has no pipeline parallelism: leave pp out, or write engine:megatron.", "task:full engine:transformers")]
    [InlineData("task:full precision:nf4", "`nf4` weights cannot be trained, and task:full trains them all: write precision:bf16, or task:qlora to train adapters beside quantized ones.", "task:full precision:bf16")]
    [InlineData("task:full precision:int4", "`int4` weights cannot be trained, and task:full trains them all: write precision:bf16, or task:qlora to train adapters beside quantized ones.", "task:full precision:bf16")]
    [InlineData("task:pretrain precision:fp8", "`fp8` weights cannot be trained, and task:pretrain trains them all: write precision:bf16, or task:qlora to train adapters beside quantized ones.", "task:pretrain precision:bf16")]
    [InlineData("task:full precision:Q4_K_M", "Trainers do not read `Q4_K_M` weights, they are made for serving: write precision:bf16.", "task:full precision:bf16")]
    [InlineData("task:qlora precision:Q4_K_M", "Trainers do not read `Q4_K_M` weights, they are made for serving: write precision:nf4.", "task:qlora precision:nf4")]
    [InlineData("task:lora precision:exl2:4.65", "Trainers do not read `exl2:4.65` weights, they are made for serving: write precision:bf16.", "task:lora precision:bf16")]
    [InlineData("task:lora precision:nf4", "LoRA on `nf4` weights is QLoRA: write task:qlora, or precision:bf16 for task:lora.", "task:qlora precision:nf4")]
    [InlineData("task:lora precision:fp8", "LoRA on `fp8` weights is QLoRA: write task:qlora, or precision:bf16 for task:lora.", "task:qlora precision:fp8")]
    [InlineData("task:qlora precision:bf16", "QLoRA keeps quantized weights, and `bf16` is not: write task:lora, or precision:nf4 for task:qlora.", "task:lora precision:bf16")]
    [InlineData("task:full precision:bf16 dtype:mixed", "`dtype:mixed` and `precision:bf16` say different things about the weights; say one of them.", "task:full dtype:mixed")]
    [InlineData("task:full gpu:4090 zero:3", "`zero:3` divides a run among GPUs, and there is one: say how many, such as gpus:8, or leave it out.", "task:full gpu:4090")]
    [InlineData("task:full zero:fsdp", "`zero:fsdp` divides a run among GPUs, and there is one: say how many, such as gpus:8, or leave it out.", "task:full zero:fsdp gpu:8")]
    [InlineData("task:full zero:4", "`zero:4` does not work: ZeRO has the stages 0, 1, 2 and 3; fsdp, fsdp2, hsdp and ddp work too.", "task:full")]
    [InlineData("task:full gpus:8 engine:torchtune zero:3", "torchtune has no `zero:3`: write zero:fsdp2 or zero:hsdp.", "task:full gpu:8 engine:torchtune zero:fsdp2")]
    [InlineData("task:full gpus:8 engine:deepspeed zero:fsdp", "DeepSpeed has no `zero:fsdp`: write zero:3 or zero:2 or zero:1.", "task:full gpu:8 engine:deepspeed zero:3")]
    [InlineData("task:lora gpus:2 engine:unsloth zero:3", "Unsloth divides nothing among GPUs, each holds all of it: leave `zero:3` out, or write engine:transformers.", "task:lora gpu:2 engine:unsloth")]
    [InlineData("task:full gpus:8 ep:2", "Llama-3.1-8B has no routed experts to spread: write tp instead of ep.", "task:full gpu:8")]
    [InlineData("task:lora kv:fp8", "`kv:fp8` does nothing in training: nothing is cached.", "task:lora")]
    [InlineData("task:lora draft:llama-3.2-1b", "`draft:llama-3.2-1b` does nothing in training: a draft model is for answering.", "task:lora")]
    [InlineData("task:lora adapters:2", "`adapters:2` does nothing in training: it counts adapters that are served; the one that is trained is said by rank and targets.", "task:lora")]
    [InlineData("task:lora batch:0", "`batch:0` does not work: write a whole number from 1 to 100,000.", "task:lora users:1")]
    [InlineData("task:lora accum:0", "`accum:0` does not work: write a whole number from 1 to 100,000.", "task:lora accum:1")]
    [InlineData("task:lora seq:0", "`seq:0` is out of range: a sample has 1 to 100,000,000 tokens.", "task:lora ctx:4096")]
    [InlineData("task:lora optimizer:adamx", "I don't know the optimizer `adamx`. Did you mean adamw? Optimizers are adamw, adamw-fused, adamw-8bit, paged-adamw-8bit, paged-adamw, adafactor, sgd, sgd-momentum, lion, lion-8bit, lomo, galore, muon, badam.", "task:lora optimizer:adamw")]
    [InlineData("task:lora optimizer:shampoo", "I don't know the optimizer `shampoo`. Optimizers are adamw, adamw-fused, adamw-8bit, paged-adamw-8bit, paged-adamw, adafactor, sgd, sgd-momentum, lion, lion-8bit, lomo, galore, muon, badam.", "task:lora")]
    [InlineData("task:lora optimizer:galore", "`optimizer:galore` is a way to train every weight, and task:lora trains adapters: write task:full, or optimizer:adamw-8bit.", "task:full optimizer:galore")]
    [InlineData("task:lora offload:12", "`offload:12` does not work in training: write optimizer, all (weights and optimizer) or none; layers and experts are llama.cpp's.", "task:lora")]
    [InlineData("task:lora engine:unsloth offload:optimizer", "Unsloth keeps no optimizer or weights in host memory: leave `offload:optimizer` out, or write engine:transformers.", "task:lora engine:unsloth")]
    [InlineData("offload:optimizer", "`offload:optimizer` keeps the optimizer of a training run in host memory: say what is trained, such as task:full, or how many layers stay there.", "offload:optimizer task:full")]
    [InlineData("checkpointing:on", "`checkpointing:on` belongs to training: say what is trained, task:lora, task:qlora, task:full or task:pretrain.", "checkpointing:on task:lora")]
    [InlineData("accum:4", "`accum:4` belongs to training: say what is trained, task:lora, task:qlora, task:full or task:pretrain.", "accum:4 task:lora")]
    [InlineData("optimizer:adamw", "`optimizer:adamw` belongs to training: say what is trained, task:lora, task:qlora, task:full or task:pretrain.", "optimizer:adamw task:lora")]
    [InlineData("packing:on", "`packing:on` belongs to training: say what is trained, task:lora, task:qlora, task:full or task:pretrain.", "packing:on task:lora")]
    [InlineData("dtype:bf16", "`dtype:bf16` belongs to training: say what is trained, task:lora, task:qlora, task:full or task:pretrain.", "dtype:bf16 task:lora")]
    [InlineData("gpus:4 zero:3", "`zero:3` belongs to training: say what is trained, task:lora, task:qlora, task:full or task:pretrain.", "gpu:4 zero:3 task:lora")]
    [InlineData("task:inference packing:on", "`packing:on` belongs to training: say what is trained, task:lora, task:qlora, task:full or task:pretrain.", "task:inference")]
    [InlineData("task:lora engine:vllm", "vLLM serves models here, it does not train them: write engine:transformers, unsloth, axolotl, torchtune or another that trains.", "task:lora engine:transformers")]
    [InlineData("task:lora engine:tgi", "Text Generation Inference serves models here, it does not train them: write engine:transformers, unsloth, axolotl, torchtune or another that trains.", "task:lora engine:transformers")]
    [InlineData("engine:torchtune", "torchtune trains models, it does not serve them: say what is trained, such as task:lora, or write engine:vllm or engine:llama.cpp.", "engine:torchtune task:lora")]
    [InlineData("task:inference engine:torchtune", "torchtune trains models, it does not serve them: say what is trained, such as task:lora, or write engine:vllm or engine:llama.cpp.", "task:inference engine:vllm")]
    [InlineData("task:qlroa", "I don't know the task `qlroa`. Did you mean qlora? Tasks are inference, lora, qlora, full and pretrain.", "task:qlora")]
    [InlineData("task:tune zero:2 gpus:2", "I don't know the task `tune`. Tasks are inference, lora, qlora, full and pretrain.", "task:lora zero:2 gpu:2")]
    [InlineData("task:lora dtype:int8", "`dtype:int8` does not work: write bf16, fp16, mixed (32-bit weights under autocast) or fp32.", "task:lora")]
    [InlineData("task:lora packing:some", "`packing:some` does not work: write on, off or padding-free.", "task:lora")]
    [InlineData("task:lora checkpointing:some", "`checkpointing:some` does not work: write on, off, selective or offload.", "task:lora")]
    [InlineData("gpus:100", "`100` names no possible number of cards: write 1x to 64x.", "")]
    public void An_impossible_setting_is_answered_with_what_to_write(string options, string said, string offered)
    {
        var problem = Assert.Single(Lines.Desk.Ask($"/vram llama-3.1-8b {options}").Problems);
        Assert.Equal((said, $"/vram model:llama-3.1-8b {offered}".TrimEnd()), (problem.Expected, problem.Try));
        Assert.Empty(Lines.Desk.Ask(problem.Try).Problems);
    }

    [Theory]
    [InlineData("task:full gpus:6 ep:3 engine:megatron", "Mixtral-8x7B-v0.1 has 8 experts a layer, and ep must divide them: 3 does not.")]
    [InlineData("task:full gpus:2 ep:4 engine:megatron", "Experts are spread over data-parallel ranks, and there are 2: ep must divide them. Write a smaller ep, or more gpus.")]
    [InlineData("task:full gpus:8 ep:2 engine:axolotl", "Axolotl has no expert parallelism: leave ep out, or write engine:megatron.")]
    public void Experts_are_spread_where_they_divide(string options, string said)
    {
        var problem = Assert.Single(Lines.Desk.Ask($"/vram mixtral-8x7b {options}").Problems);
        Assert.Equal(said, problem.Expected.Replace("Mixtral-8x7B-Instruct-v0.1", "Mixtral-8x7B-v0.1", StringComparison.Ordinal));
        Assert.Empty(Lines.Desk.Ask(problem.Try).Problems);
    }

    [Theory]
    [InlineData("lora 4k", "ctx:4k task:lora")]
    [InlineData("qlora axolotl 4090", "task:qlora engine:axolotl gpu:4090")]
    public void Words_behind_a_model_become_the_options_that_they_can_be(string words, string offered)
    {
        var said = Assert.Single(Lines.Desk.Ask($"/vram llama-3.1-8b {words}").Problems).Try;
        Assert.Equal(offered.Split(' ').Order(), said.Replace("/vram model:llama-3.1-8b ", string.Empty, StringComparison.Ordinal).Split(' ').Order());
    }

    [Fact]
    public void Offloading_makes_zero_useful_on_one_card() => Assert.Empty(Lines.Desk.Ask("/vram llama-3.1-8b task:full gpu:4090 zero:2 offload:optimizer").Problems);

    [Fact]
    public void A_repository_that_is_quantized_is_trained_by_qlora()
    {
        Assert.Equal("awq-int4-g128", Lines.Desk.Ask("/vram TheBloke/Mistral-7B-Instruct-v0.2-AWQ task:qlora").Vram!.Estimate.Request.Weights.Id);
        Assert.Equal("precision.task", Assert.Single(Lines.Desk.Ask("/vram TheBloke/Mistral-7B-Instruct-v0.2-AWQ task:lora").Problems).Code);
    }

    [Theory]
    [InlineData("task:lora engine:foo", "Engines are transformers, torchtune, litgpt, unsloth, axolotl, llama-factory, ms-swift, deepspeed, torchtitan, megatron; a version goes behind @")]
    [InlineData("engine:foo", "Engines are vllm, llama.cpp, ollama, lmstudio, koboldcpp, mlx, transformers, sglang, tensorrt-llm, exllamav2, lmdeploy, ik_llama.cpp; a version goes behind @")]
    [InlineData("task:lora engine:axolotel", "Did you mean axolotl?")]
    public void An_unknown_engine_is_answered_with_those_that_do_the_task(string options, string said) =>
        Assert.Contains(said, Assert.Single(Lines.Desk.Ask($"/vram llama-3.1-8b {options}").Problems).Expected, StringComparison.Ordinal);
}
