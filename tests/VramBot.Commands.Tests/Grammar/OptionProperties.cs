using FsCheck;
using FsCheck.Fluent;
using VramBot.Commands.Grammar;
using VramBot.Core;
using VramBot.Testing;

namespace VramBot.Commands.Tests.Grammar;

/// <summary>Lines put together from good and bad values of every option, in any order.</summary>
public sealed class OptionProperties
{
    private static readonly string[] Models = ["mixtral-8x7b", "llama-3.1-8b", "qwen3 8b", "deepseek-v3", "gemma-3-27b", "7b", "8x7b", "0.5b", "mamba-2.8b", "gpt-oss-20b", "nothing-like-this", "llama-3.1-8b 4k"];

    private static readonly (string Option, string[] Values)[] Options =
    [
        ("precision", ["bf16", "fp8", "int4", "awq", "nf4", "mxfp4", "Q4_K_M", "IQ2_XS", "exl2:4.65", "ud-q4_k_xl", "q44"]),
        ("ctx", ["1", "4k", "128K", "1M", "max", "100M", "0", "4kk", "-1"]),
        ("users", ["1", "16", "2,000", "100000", "0", "many", "max"]),
        ("kv", ["fp16", "fp8", "q8_0", "q8_0/f16", "q8_0,q4_0", "zz", "/"]),
        ("engine", ["unsloth", "torchtune", "megatron", "litgpt", "deepspeed", "vllm", "vllm@0.11", "vllm 0.11", "sglang", "llama.cpp", "ollama", "transformers", "exllamav2", "tgi", "@"]),
        ("gpu", ["4", "4090", "2x3090", "8xh100", "2 x 3090", "4090+3090", "2x4090 + 24GB", "7900xtx+3060-12gb", "4090+m2-ultra", "3090+", "24GB", "m2-ultra", "mi300x", "64x4090", "99x4090", "xx"]),
        ("reserved", ["1.5GB", "800MB", "2", "none", "0", "90GB", "some"]),
        ("tp", ["1", "2", "3", "64", "65", "x"]),
        ("pp", ["1", "2", "7", "64", "0"]),
        ("task", ["inference", "lora", "qlora", "full", "pretrain", "finetune", "tune"]),
        ("offload", ["none", "auto", "12", "optimizer", "all", "-3", "experts", "experts:5", "experts:x", "99"]),
        ("draft", ["none", "llama-3.2-1b", "qwen3-0.6b", "zamba2-7b", "lama"]),
        ("adapters", ["0", "4", "-1"]),
        ("rank", ["16", "4096", "0", "r"]),
        ("targets", ["qv", "q,k,v,o", "all-linear,experts", "mlp", "zz"]),
        ("optimizer", ["adamw-8bit", "paged_adamw_32bit", "galore", "lomo", "adamm"]),
        ("checkpointing", ["on", "off", "selective", "offload", "perhaps"]),
        ("accum", ["1", "8", "0"]),
        ("dtype", ["bf16", "mixed", "fp32", "int8"]),
        ("packing", ["on", "off", "padding-free", "x"]),
        ("flags", ["\"--gpu-memory-utilization 0.8 --max-num-seqs 64\"", "--enforce-eager", "\"-ngl 20 -c 8192 -np 2\"", "\"-tp 2\"", "\"-ot exps=CPU -fa off\"", "\"--kv-cache-dtype fp8\"", "num_ctx=8192", "\"--per_device_train_batch_size 2 --lora_r 8 --load_in_4bit\"", "\"--deepspeed zero3 --num_processes 4\"", "\"batch_size=2 model.lora_rank=8\"", "\"--tensor-model-parallel-size 4 --context-parallel-size 3\"", "\"--x 1\"", "word"]),
        ("ep", ["1", "2", "8", "x"]),
        ("zero", ["3", "0", "fsdp", "4"]),
        ("method", ["exact", "guide", "glossary", "memory-math", "thumb"]),
        ("params", ["70b", "7", "0.01b", "x"]),
        ("layers", ["80", "1", "1000", "0", "x"]),
        ("hidden", ["8192", "100", "262144"]),
        ("heads", ["64", "7", "x"]),
        ("kv-heads", ["8", "3", "0"]),
        ("head-dim", ["128", "64", "9999999"]),
    ];

    private static readonly Gen<string> Option =
        from option in Gen.Elements(Options)
        from value in Gen.Elements(option.Values)
        from sign in Gen.Elements(":", "=")
        select $"{option.Option}{sign}{value}";

    private static readonly Gen<string> Line =
        from model in Gen.Elements(Models)
        from named in Gen.Elements(string.Empty, "model:")
        from options in Option.ListOf()
        from place in Gen.Choose(0, 5)
        let few = options.Take(6).ToList()
        select "/vram " + string.Join(' ', few.Take(place).Append(named + model).Concat(few.Skip(place)));

    [Fact]
    public void Any_combination_is_answered_or_refused_with_lines_that_are_answered() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1_500),
        Prop.ForAll(Line.ToArbitrary(), line =>
        {
            foreach (var problem in Lines.Desk.Ask(line).Problems)
                if (problem.Expected.Length == 0 || problem.Try.Length == 0 || Lines.Desk.Ask(problem.Try).Problems.Length > 0)
                    throw new InvalidOperationException($"{problem.Code}: {problem.Try}");
            return true;
        }));

    [Fact]
    public void The_normal_form_of_a_line_asks_the_same_question() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(10_000),
        Prop.ForAll(Line.ToArbitrary(), line =>
        {
            var problems = new List<Problem>();
            return Lines.Typed(line, problems) is not { } typed || problems.Count > 0 || new VramReader(ShippedCatalogs.Catalog).Read(typed) is not Result<VramQuestion>.Ok(var question)
                || SameQuestion(question, Lines.Understood(typed.ToString()));
        }));

    /// <summary>A bare size makes its model anew each time, so models are compared by name.</summary>
    private static bool SameQuestion(VramQuestion question, VramQuestion again) =>
        question.Model.Entry.Id == again.Model.Entry.Id && question with { Model = again.Model } == again;
}
