using VramBot.Commands.Grammar;
using VramBot.Core;
using VramBot.Testing;

namespace VramBot.Commands.Tests.Grammar;

public sealed class VramReaderTests
{
    // Ways to type the same question.
    [Theory]
    [InlineData("/vram model:mixtral-8x7b precision:int4 ctx:4096")]
    [InlineData("/vram mixtral-8x7b precision:int4 ctx:4k")]
    [InlineData("vram ctx:4,096 PRECISION:INT4 model:Mixtral_8x7B")]
    [InlineData("model=mixtral-8x7b precision=int4 ctx=4_096")]
    [InlineData("/vram mixtral 8x7b precision:4-bit context:4k")]
    [InlineData("/VRAM model:\"mixtral 8x7b\" quant:\"int4\" c:4096")]
    [InlineData("  /vram   model:mixtral-8x7b\tprecision:int4  ctx:4096 ")]
    [InlineData("/vram --model=mixtral-8x7b --precision=int4 --ctx=4096")]
    [InlineData("/vram model:“mixtral 8x7b” precision:int4 ctx:4096")]
    public void The_same_question_in_other_words_is_the_same_question(string line)
    {
        var question = Lines.Understood(line);
        Assert.Equal("mistralai/Mixtral-8x7B-Instruct-v0.1", question.Model.Entry.Id);
        Assert.Equal("w4a16-g128", question.Weights?.Id);
        Assert.Equal(4096, question.Context?.Count);
    }

    [Theory]
    [InlineData("gpu:4090", "rtx-4090", 1)]
    [InlineData("gpu:2x3090", "rtx-3090", 2)]
    [InlineData("gpu:2 x rtx 3090", "rtx-3090", 2)]
    [InlineData("gpu:3090x2", "rtx-3090", 2)]
    [InlineData("gpu:8xH200", "h200-sxm", 8)]
    [InlineData("gpu:RTX 4090", "rtx-4090", 1)]
    public void Cards_are_read_with_their_number(string option, string id, int count)
    {
        var gpu = Lines.Understood($"/vram llama-3.1-8b {option}").Gpu;
        Assert.Equal(id, gpu?.Gpu.Id);
        Assert.Equal(count, gpu?.Count);
    }

    [Theory]
    [InlineData("gpu:4090+3090", "rtx-4090+rtx-3090")]
    [InlineData("gpu:2x3090+4090", "2xrtx-3090+rtx-4090")]
    [InlineData("gpu:4090 + 3060 12gb", "rtx-4090+rtx-3060-12gb")]
    [InlineData("gpu:3090+3090", "2xrtx-3090")]
    [InlineData("gpu:4090+7900xtx", "rtx-4090+rx-7900-xtx")]
    [InlineData("gpu:4090+16GB", "rtx-4090+16gb")]
    public void Cards_may_differ(string option, string typed) => Assert.Equal(typed, Lines.Understood($"/vram llama-3.1-8b {option}").Gpu?.ToString());

    // As drivers count: a GB is 1,024 MiB.
    [Theory]
    [InlineData("reserved:1.5GB", 1536)]
    [InlineData("reserved:1.5", 1536)]
    [InlineData("reserved:800MB", 800)]
    [InlineData("reserved:2 GiB", 2048)]
    [InlineData("reserved:0", 0)]
    [InlineData("reserved:none", 0)]
    public void Other_use_of_a_card_is_taken_off_it(string option, double mebibytes)
    {
        var card = Lines.Understood($"/vram llama-3.1-8b gpu:4090 \"{option}\"").Gpu!.Gpu;
        Assert.Equal(mebibytes, card.OtherUse.Count / 1048576.0);
        Assert.Equal(24564 - mebibytes, card.Usable.Count / 1048576.0);
    }

    [Theory]
    [InlineData("kv:q8_0", "q8_0", "q8_0")]
    [InlineData("kv:q8_0/f16", "q8_0", "fp16")]
    [InlineData("kv:fp8", "fp8", "fp8")]
    public void Keys_and_values_may_differ(string option, string keys, string values)
    {
        var question = Lines.Understood($"/vram llama-3.1-8b {option}");
        Assert.Equal(keys, question.Keys?.Id);
        Assert.Equal(values, question.Values?.Id);
    }

    [Theory]
    [InlineData("engine:vllm@0.11", "vLLM 0.11")]
    [InlineData("engine:vllm", "vLLM 0.24")]
    [InlineData("engine:llamacpp", "llama.cpp b9849")]
    [InlineData("engine:hf", "Transformers")]
    [InlineData("engine:lm-studio", "LM Studio")]
    [InlineData("engine:kobold", "KoboldCpp")]
    [InlineData("engine:mlx-lm", "MLX")]
    [InlineData("engine:trt-llm", "TensorRT-LLM")]
    [InlineData("engine:tabbyapi", "ExLlama")]
    [InlineData("engine:turbomind", "lmdeploy")]
    [InlineData("engine:llama.cpp@b5000", "llama.cpp b5000")]
    [InlineData("engine:vllm@v0.99.1", "vLLM 0.99.1")]
    public void Engines_are_read_with_their_release(string option, string printed) =>
        Assert.Equal(printed, Lines.Understood($"/vram llama-3.1-8b {option}").Engine?.ToString());

    [Theory]
    [InlineData("7b", "7B")]
    [InlineData("8x7b", "8x7B")]
    [InlineData("0.5b", "500M")]
    public void A_bare_size_is_a_model(string size, string id) => Assert.Equal(id, Lines.Understood($"/vram {size}").Model.Entry.Id);

    // The line, the code of each problem, and the line that is offered instead.
    [Theory]
    [InlineData("", "line.empty", "/vram model:llama-3.1-8b")]
    [InlineData("/vram", "model.missing", "/vram model:llama-3.1-8b")]
    [InlineData("/vram model:", "value.missing model.missing", "/vram model:llama-3.1-8b")]
    [InlineData("/vram mixtal-8x7b", "model.unknown", "/vram model:mixtral-8x7b")]
    [InlineData("/vram llama-3.1-8b precision:q4km", "", "")]
    [InlineData("/vram llama-3.1-8b precision:Q4_K_X", "precision.unknown", "/vram model:llama-3.1-8b precision:Q4_K_M")]
    [InlineData("/vram llama-3.1-8b ctx:4kk", "ctx.number", "/vram model:llama-3.1-8b ctx:4k")]
    [InlineData("/vram llama-3.1-8b ctx:-1", "ctx.range", "/vram model:llama-3.1-8b ctx:4096")]
    [InlineData("/vram llama-3.1-8b ctx:99999999999", "ctx.range", "/vram model:llama-3.1-8b ctx:4096")]
    [InlineData("/vram llama-3.1-8b batch:0", "users.number", "/vram model:llama-3.1-8b users:1")]
    [InlineData("/vram llama-3.1-8b gpu:4091", "gpu.unknown", "/vram model:llama-3.1-8b gpu:rtx-4090")]
    [InlineData("/vram llama-3.1-8b gpu:0x4090", "gpu.count", "/vram model:llama-3.1-8b gpu:rtx-4090")]
    [InlineData("/vram llama-3.1-8b engine:vlm", "engine.unknown", "/vram model:llama-3.1-8b engine:vllm")]
    [InlineData("/vram llama-3.1-8b engine:vllm@new", "engine.version", "/vram model:llama-3.1-8b engine:vllm")]
    [InlineData("/vram llama-3.1-8b draft:lama-3.2-1b", "model.unknown", "/vram model:llama-3.1-8b draft:meta-llama/Llama-3.2-1B")]
    [InlineData("/vram llama-3.1-8b adapters:many", "adapters.number", "/vram model:llama-3.1-8b adapters:1")]
    [InlineData("/vram llama-3.1-8b targets:everything", "targets.unknown", "/vram model:llama-3.1-8b targets:all-linear")]
    [InlineData("/vram llama-3.1-8b adapter-rank:0", "rank.number", "/vram model:llama-3.1-8b rank:16")]
    [InlineData("/vram llama-3.1-8b kv:q9", "kv.unknown", "/vram model:llama-3.1-8b")]
    [InlineData("/vram llama-3.1-8b task:tune", "task.unknown", "/vram model:llama-3.1-8b")]
    [InlineData("/vram llama-3.1-8b ctx:4k ctx:8k", "option.twice", "/vram model:llama-3.1-8b ctx:4k")]
    [InlineData("/vram llama-3.1-8b kontext:4k", "option.unknown", "/vram model:llama-3.1-8b")]
    [InlineData("/vram llama-3.1-8b ctx:4k please", "word.stray", "/vram model:llama-3.1-8b ctx:4k")]
    [InlineData("/vram mixtal-8x7b ctx:4kk prezision:int4", "option.unknown model.unknown ctx.number", "/vram model:mixtral-8x7b ctx:4k precision:int4")]
    [InlineData("/vrm llama-3.1-8b", "command.unknown", "/vram model:mixtral-8x7b precision:int4 ctx:4096")]
    public void All_that_is_wrong_is_said_at_once_with_a_line_that_works(string line, string codes, string corrected)
    {
        var problems = Lines.Desk.Ask(line).Problems;
        Assert.Equal(codes.Split(' ', StringSplitOptions.RemoveEmptyEntries), problems.Select(problem => problem.Code));
        Assert.All(problems, problem => Assert.Equal(corrected, problem.Try));
        if (corrected.Length > 0)
            Assert.Empty(Lines.Desk.Ask(corrected).Problems);
    }

    [Theory]
    [InlineData("reserved:2GB", "reserved.gpu", "/vram model:llama-3.1-8b reserved:2GB gpu:rtx-4090")]
    [InlineData("gpu:4090 reserved:lots", "reserved.number", "/vram model:llama-3.1-8b gpu:4090 reserved:1.5GB")]
    [InlineData("gpu:4090 reserved:24GB", "reserved.most", "/vram model:llama-3.1-8b gpu:4090 reserved:1.5GB")]
    [InlineData("gpu:4090+309", "gpu.unknown", "/vram model:llama-3.1-8b gpu:rtx-4090")]
    [InlineData("gpu:60x4090+8x3090", "gpu.count", "/vram model:llama-3.1-8b")]
    public void Cards_that_cannot_be_read_are_refused_with_a_line_that_works(string options, string code, string offered)
    {
        var problem = Assert.Single(Lines.Desk.Ask($"/vram llama-3.1-8b {options}").Problems);
        Assert.Equal((code, offered), (problem.Code, problem.Try));
        Assert.Empty(Lines.Desk.Ask(offered).Problems);
    }

    // Options whose effect a later release brings: understood, checked, and never ignored.
    [Theory]
    [InlineData("task:dpo")]
    public void An_option_that_is_not_built_says_so(string option)
    {
        var problem = Assert.Single(Lines.Desk.Ask($"/vram llama-3.1-8b {option}").Problems);
        Assert.Equal("option.unbuilt", problem.Code);
        Assert.Contains("not there yet", problem.Expected, StringComparison.Ordinal);
        Assert.Empty(Lines.Desk.Ask(problem.Try).Problems);
    }

    [Theory]
    [InlineData("24GB", "24gb")]
    [InlineData("24 gb", "24gb")]
    [InlineData("24g", "24gb")]
    [InlineData("24GiB card", "24gb")]
    [InlineData("2x24GB", "2x24gb")]
    [InlineData("24GB x2", "2x24gb")]
    [InlineData("18.5GB", "18.5gb")]
    public void A_card_is_told_by_its_memory_alone(string typed, string selection)
    {
        var question = Lines.Desk.Ask($"/vram llama-3.1-8b gpu:\"{typed}\"").Vram?.Question;
        Assert.Equal(selection, question?.Gpu?.ToString());
        Assert.Contains("Name yours", question?.Gpu?.Assumption, StringComparison.Ordinal);
        Assert.Empty(Lines.Desk.Ask($"/vram llama-3.1-8b gpu:{selection}").Problems);
    }

    [Theory]
    [InlineData("320GB", "gpu.size", "gpu:4x80gb")]
    [InlineData("0.5GB", "gpu.size", "gpu:8gb")]
    [InlineData("0x24GB", "gpu.count", "gpu:24gb")]
    [InlineData("9999x24GB", "gpu.count", "gpu:24gb")]
    [InlineData("99999GB", "gpu.unknown", "")]
    public void A_memory_that_no_card_has_is_refused_with_one_that_is_sold(string typed, string code, string correction)
    {
        var problem = Assert.Single(Lines.Desk.Ask($"/vram llama-3.1-8b gpu:{typed}").Problems);
        Assert.Equal(code, problem.Code);
        Assert.EndsWith(correction, problem.Try, StringComparison.Ordinal);
        Assert.Empty(Lines.Desk.Ask(problem.Try).Problems);
    }

    [Theory]
    [InlineData("zero:4")]
    [InlineData("rank:many")]
    [InlineData("optimizer:adamm")]
    [InlineData("budget:much")]
    [InlineData("method:some")]
    [InlineData("ep:0")]
    [InlineData("seq:x")]
    public void A_wrong_value_of_such_an_option_is_still_called_wrong(string option) =>
        Assert.NotEqual("option.unbuilt", Assert.Single(Lines.Desk.Ask($"/vram llama-3.1-8b {option}").Problems).Code);

    [Fact]
    public void Every_option_of_the_description_is_read()
    {
        foreach (var option in CommandBook.Vram.Options)
        {
            var beside = option.Name == "zero" ? "task:full gpus:8" : option.Name == "reserved" ? "gpu:4090" : option.Summary.StartsWith("training:", StringComparison.Ordinal) ? "task:full" : string.Empty;
            var line = option.Name == "params" ? $"/vram {option.Name}:{option.Example}" : option.Name == "model" ? $"/vram model:{option.Example}" : $"/vram {ModelFor(option)} {beside} {option.Name}:{option.Example}";
            var codes = Lines.Desk.Ask(line).Problems.Select(problem => problem.Code);
            Assert.True(codes.All(code => code == "option.unbuilt"), line);
        }
    }

    private static string ModelFor(OptionDescription option) => option.Name switch
    {
        "ep" => "mixtral-8x7b",
        _ when option.Summary.StartsWith("image models:", StringComparison.Ordinal) => "sd3.5-large",
        _ when ShapeOptions.Contains(option.Name) => "70b",
        _ => "llama-3.1-8b",
    };
}
