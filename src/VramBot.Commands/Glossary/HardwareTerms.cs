using System.Collections.Immutable;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Glossary;

/// <summary>Cards, and several of them.</summary>
internal static class HardwareTerms
{
    public static ImmutableArray<GlossaryTerm> All { get; } =
    [
        new("memory-bandwidth", Later("memory bandwidth"), "/vram-guide throughput",
            Later("How many bytes a second a GPU reads from its memory: 360 GB/s on an RTX 3060, 1,008 on a 4090, 3,350 on an H100. Divided by the bytes read per token it bounds the "
                + "speed of writing."))
        {
            Aliases = ["bandwidth", "gb/s", "banda", "largura de banda"],
            IsCommon = true,
            See = ["tokens-per-second", "vram"],
        },
        new("unified-memory", Later("unified memory"), "/vram llama-3.3-70b precision:Q4_K_M gpu:m3-max-64gb",
            Later("One memory for CPU and GPU, as in Apple's chips. The system lets the GPU have about two thirds to three quarters of it unless that limit is raised."))
        {
            Aliases = ["apple silicon", "mac", "shared memory", "memoria compartilhada"],
            See = ["host-memory", "usable-memory"],
        },
        new("nvlink", Later("NVLink"), "/vram-guide multi-gpu",
            Later("A fast link between GPUs, 600 to 1,800 GB/s, where PCIe has 32 to 128. Tensor parallelism exchanges results twice in every layer and profits most; a split by layers "
                + "hardly needs it."))
        {
            Aliases = ["pcie", "interconnect", "nvswitch", "barramento"],
            See = ["tensor-parallelism", "pipeline-parallelism"],
        },
        new("tensor-parallelism", Later("tensor parallelism"), "/vram llama-3.3-70b gpu:4x3090 tp:4",
            Later("Each matrix is cut across the GPUs, which work on every token together. Weights and cache divide, as far as the heads do; each GPU keeps buffers of its own and some "
                + "for the exchange."))
        {
            Aliases = ["tp", "tensor parallel", "row split"],
            See = ["pipeline-parallelism", "nvlink", "gqa"],
        },
        new("pipeline-parallelism", Later("pipeline parallelism"), "/vram llama-3.3-70b gpu:2x3090 pp:2",
            Later("Each GPU holds some consecutive layers, and a token passes from one to the next. It needs little exchange; with a single user only one GPU works at a time."))
        {
            Aliases = ["pp", "pipeline parallel", "layer split", "divisao por camadas"],
            See = ["tensor-parallelism"],
        },
        new("expert-parallelism", Later("expert parallelism"), "/vram deepseek-v3 gpu:8xh200 tp:8 ep:8",
            Later("Whole experts of a mixture are spread over the GPUs, and tokens travel to the experts that they need."))
        {
            Aliases = ["ep", "expert parallel"],
            See = ["moe", "tensor-parallelism"],
        },
        new("data-parallelism", Later("data parallelism"), "/vram llama-3.1-8b task:lora gpus:4 zero:ddp",
            Later("Each GPU has the whole model and its own share of the batch; while training, gradients are averaged. It adds speed, not room, unless ZeRO or FSDP divides what is "
                + "held."))
        {
            Aliases = ["dp", "ddp", "data parallel"],
            See = ["zero", "fsdp", "replica"],
        },
    ];
}
