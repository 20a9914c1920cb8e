using VramBot.Commands.Replies;
using VramBot.Commands.Tests.Grammar;

namespace VramBot.Commands.Tests.Replies.Training;

/// <summary>A suggestion for a run is a line that is answered with the very figures that it promised.</summary>
public sealed class TrainingSuggestionLineTests
{
    public static TheoryData<string> Asked() =>
    [
        "/vram llama-3.1-8b task:qlora gpu:3060-12gb",
        "/vram llama-3.1-8b task:qlora gpu:3060-12gb batch:8 seq:1k",
        "/vram llama-3.1-8b task:qlora gpu:h100",
        "/vram llama-3.1-8b task:lora gpu:4090 batch:16 rank:64 targets:qv",
        "/vram llama-3.1-8b task:lora",
        "/vram llama-3.1-8b task:full gpu:4090",
        "/vram llama-3.1-8b task:full gpu:4090 precision:bf16 checkpointing:off optimizer:adafactor",
        "/vram llama-3.1-8b task:full gpu:4x4090",
        "/vram llama-3.1-8b task:full gpu:4x4090 zero:2",
        "/vram llama-3.1-8b task:full dtype:mixed gpu:a100-80gb",
        "/vram llama-3.1-8b task:full gpu:8xh100 batch:32",
        "/vram llama-3.1-8b task:full",
        "/vram llama-3.3-70b task:qlora gpu:2x3090",
        "/vram llama-3.3-70b task:qlora gpu:8x3090 zero:ddp",
        "/vram llama-3.3-70b task:lora gpu:8xa100-80gb accum:4 batch:2",
        "/vram mixtral-8x7b task:qlora gpu:a100-40gb",
        "/vram llama-3.1-8b task:pretrain engine:torchtitan gpu:8xh100 batch:8",
        "/vram llama-3.1-8b task:pretrain engine:megatron gpu:8xh100 tp:2 batch:8",
        "/vram llama-3.1-8b task:full engine:deepspeed gpu:4xa100-40gb",
        "/vram llama-3.1-8b task:full engine:torchtune gpu:2x4090",
        "/vram qwen3-8b task:lora engine:axolotl gpu:3090 seq:16k",
        "/vram qwen3-8b task:qlora engine:unsloth gpu:t4 batch:16",
        "/vram RedHatAI/Llama-3.3-70B-Instruct-fp8-dynamic task:qlora gpu:2x3090",
        "/vram 7b task:lora gpu:4080",
        "/vram gemma-3-12b task:lora gpu:4090 dtype:bf16 packing:on",
        "/vram llama-3.1-8b task:lora gpu:4090 flags:\"--per_device_train_batch_size 8 --gradient_accumulation_steps 2 --optim adamw_torch --lora_r 32\"",
        "/vram llama-3.1-8b task:full gpu:2x4090 flags:\"--gradient_checkpointing false --max_length 4096 --bf16 --use_liger_kernel\"",
        "/vram llama-3.1-8b task:full gpu:4090 flags:\"--num_processes 4 --deepspeed zero2 --per_device_train_batch_size 4\"",
        "/vram llama-3.1-8b task:qlora gpu:3060-12gb flags:\"--load_in_4bit --packing --attn_implementation sdpa\"",
    ];

    [Theory]
    [MemberData(nameof(Asked))]
    public void Asking_a_suggestion_gives_its_figures(string line) => AskedAdvice.AssertGivesItsFigures(line);

    [Theory]
    [MemberData(nameof(Asked))]
    public void There_are_at_most_three_each_different_and_each_says_what_it_changes(string line)
    {
        var advice = AskedAdvice.In(Lines.Desk.Ask(line).Reply).ToList();
        Assert.InRange(advice.Count, 0, 3);
        Assert.Equal(advice.Count, advice.Select(item => item.Command).Distinct(StringComparer.Ordinal).Count());
        Assert.All(advice, item => Assert.StartsWith("/vram model:", item.Command, StringComparison.Ordinal));
        Assert.All(advice, item => Assert.True(char.IsUpper(item.Text[0]) || char.IsDigit(item.Text[0]), item.Text));
    }

    [Fact]
    public void What_the_framework_does_anyway_is_not_said()
    {
        var commands = AskedAdvice.In(Lines.Desk.Ask("/vram llama-3.1-8b task:full gpu:4090").Reply).Select(item => item.Command);
        Assert.Contains("/vram model:llama-3.1-8b task:lora gpu:rtx-4090", commands);
    }
}
