using System.Collections.Immutable;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Glossary;

/// <summary>What training adds.</summary>
internal static class TrainingTerms
{
    public static ImmutableArray<GlossaryTerm> All { get; } =
    [
        new("full-fine-tuning", Later("full fine-tuning"), "/vram llama-3.1-8b task:full gpus:8 zero:3",
            Later("Training all weights of a model on new data. Weights, gradients and two optimizer states of each parameter come to about 16 bytes with Adam in mixed precision, "
                + "before activations."))
        {
            Aliases = ["fine-tuning", "finetuning", "full training", "fine tuning", "ajuste fino", "treino completo"],
            IsCommon = true,
            See = ["lora", "optimizer-states", "gradients", "master-weights"],
        },
        new("pretraining", Later("pretraining"), "/vram llama-3.2-1b task:pretrain",
            Later("Training a model from scratch. In memory it is full fine-tuning with larger batches, and usually 32-bit master weights."))
        {
            Aliases = ["pretrain", "from scratch", "pre-treino", "do zero"],
            IsCommon = true,
            See = ["full-fine-tuning", "zero"],
        },
        new("peft", Later("parameter-efficient fine-tuning (PEFT)"), "/vram-compare llama-3.1-8b task:lora,qlora,full gpu:4090",
            Later("Methods that train a small part, mostly new matrices beside frozen weights. Gradients and optimizer states shrink with what is trained; weights and activations do "
                + "not."))
        {
            Aliases = ["parameter-efficient fine-tuning", "parameter efficient fine tuning"],
            IsCommon = true,
            See = ["lora", "qlora"],
        },
        new("lora", Later("LoRA"), "/vram llama-3.1-8b task:lora rank:16",
            Later("Freezes the model and trains two thin matrices beside each chosen projection. An adapter has rank × (inputs + outputs) numbers for each: rank 16 on all projections "
                + "of an 8B model is 42 million, some 80 MiB in 16 bits, not gigabytes. While serving, engines reserve room for as many adapters as they are told to hold."))
        {
            Aliases = ["low-rank adaptation", "low rank adaptation", "lora adapter", "lora adapters", "adapter", "adapters", "adaptador", "adaptadores"],
            See = ["rank", "qlora", "peft"],
        },
        new("qlora", Later("QLoRA"), "/vram llama-3.1-8b task:qlora gpu:3060-12gb",
            Later("LoRA on a base in 4 bits (NF4): the frozen weights take a quarter, and are expanded layer by layer as they are needed. Activations are those of LoRA."))
        {
            Aliases = ["quantized lora"],
            See = ["lora", "nf4"],
        },
        new("rank", Later("rank"), "/vram llama-3.1-8b task:lora rank:64",
            Later("The inner width of a LoRA adapter. The size of the adapter, its gradients and its optimizer states grow in proportion; beside the base they stay small up to rank 64 "
                + "and beyond."))
        {
            Aliases = ["lora rank", "adapter rank", "r"],
            IsCommon = true,
            See = ["lora"],
        },
        new("gradients", Later("gradients"), "/vram llama-3.1-8b task:full gpus:8",
            Later("For each trained parameter the direction in which to change it, as large as the trained weights. Frozen weights have none."))
        {
            Aliases = ["gradient", "gradiente"],
            See = ["gradient-accumulation", "optimizer-states"],
        },
        new("gradient-accumulation", Later("gradient accumulation"), "/vram llama-3.1-8b task:full gpus:8 zero:3 batch:1 accum:8",
            Later("Adding up the gradients of several small batches before a step: the effect of a large batch with the activations of a small one."))
        {
            Aliases = ["accumulation", "accum", "micro-batch", "micro batch", "acumulacao de gradientes"],
            See = ["batch-size", "gradients"],
        },
        new("optimizer-states", Later("optimizer states"), "/vram llama-3.1-8b task:full optimizer:adamw-8bit gpus:8",
            Later("What an optimizer keeps for each trained parameter: Adam a mean and a variance, 8 bytes in 32 bits, 2 in 8 bits; SGD without momentum nothing; Adafactor only rows "
                + "and columns."))
        {
            Aliases = ["optimizer", "optimizer state", "adam", "adamw", "momentum", "adafactor", "otimizador"],
            See = ["full-fine-tuning", "master-weights", "zero"],
        },
        new("master-weights", Later("master weights"), "/vram llama-3.1-8b task:full dtype:mixed gpus:8",
            Later("A copy of the weights in 32 bits which the optimizer changes, while the pass through the model uses 16. It adds 4 bytes a parameter; training in pure BF16 does "
                + "without."))
        {
            Aliases = ["mixed precision", "amp", "fp32 weights", "precisao mista", "pesos de 32 bits"],
            See = ["optimizer-states", "bf16"],
        },
        new("activation-checkpointing", Later("activation checkpointing"), "/vram llama-3.1-8b task:lora checkpointing:off",
            Later("Keeps only the input of each layer and computes the rest again in the backward pass: most of the kept activations go, for about a third more time. In inference "
                + "nothing is kept, so it does nothing there."))
        {
            Aliases = ["gradient checkpointing", "checkpointing", "act", "recomputation", "recalculo"],
            See = ["activations"],
        },
        new("packing", Later("packing"), "/vram llama-3.1-8b task:lora packing:on",
            Later("Joining short samples to full rows, so that no memory and no work goes into padding. The memory is then that of the full length in every step."))
        {
            Aliases = ["sample packing", "padding-free", "padding"],
            See = ["sequence-length"],
        },
        new("zero", Later("ZeRO"), "/vram-guide zero",
            Later("Dividing what data-parallel GPUs would each hold whole: stage 1 the optimizer states, stage 2 the gradients too, stage 3 the weights as well. Activations are not "
                + "divided."))
        {
            Aliases = ["zero redundancy optimizer", "deepspeed", "zero stage", "zero-3"],
            See = ["fsdp", "data-parallelism", "optimizer-states"],
        },
        new("fsdp", Later("FSDP"), "/vram llama-3.1-8b task:full gpus:8 zero:fsdp",
            Later("PyTorch's own sharding of weights, gradients and optimizer states, like ZeRO's stage 3. Each layer is gathered when its turn comes."))
        {
            Aliases = ["fully sharded data parallel", "fsdp2", "hsdp"],
            See = ["zero", "data-parallelism"],
        },
    ];
}
