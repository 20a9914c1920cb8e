using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Bands;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Estimation.Training.Presets;
using VramBot.Core.Languages;
using VramBot.Core.Tests.Estimation;
using VramBot.Core.Units;
using VramBot.Testing;

namespace VramBot.Core.Tests.Languages;

/// <summary>What an estimate says is worded when it is read, for whoever reads it.</summary>
public sealed class EstimateWordsTests
{
    private static readonly Language Portuguese = Language.Named("pt")!;

    public static TheoryData<string> Engines() => [.. KnownEngines.All.All.Select(engine => engine.Id)];

    [Theory]
    [MemberData(nameof(Engines))]
    public void Every_rule_of_a_part_is_said_in_the_language_of_who_reads_it(string engine)
    {
        var parts = Of(engine).Parts;
        var english = parts.Select(part => part.Rule).ToList();
        using (Portuguese.Spoken())
            Assert.All(parts.Zip(english), pair => Assert.NotEqual(pair.Second, pair.First.Rule));
        Assert.Equal(english, parts.Select(part => part.Rule));
    }

    [Theory]
    [InlineData("vllm", "tensor parallel over 2 GPUs", "paralelismo de tensores em 2 GPUs")]
    [InlineData("vllm", "vLLM 0.24: max_num_seqs 256, max_num_batched_tokens 2048, CUDA graphs", "vLLM 0.24: max_num_seqs 256, max_num_batched_tokens 2048, grafos CUDA")]
    [InlineData("llama.cpp", "every layer on the GPUs, split by layer", "todas as camadas nas GPUs, divididas por camada")]
    [InlineData("transformers", "prompts as long as the context", "prompts do tamanho do contexto")]
    [InlineData("mlx", "prompts in chunks of 2,048 tokens", "prompts em trechos de 2.048 tokens")]
    [InlineData("torchtune", "Checkpointing is on: each layer's input is kept.", "Checkpointing ligado: a entrada de cada camada é guardada.")]
    public void An_estimate_that_was_made_once_is_read_in_any_language(string engine, string english, string portuguese)
    {
        var estimate = Of(engine);
        Assert.Contains(english, estimate.Assumptions);
        using (Portuguese.Spoken())
            Assert.Contains(portuguese, estimate.Assumptions);
        Assert.Contains(english, estimate.Assumptions);
    }

    [Fact]
    public void What_is_loaded_beside_a_model_is_said_behind_what_the_engine_says()
    {
        var alone = Requests.Of("llama-3.1-8b", "bf16", 4096, KnownEngines.Vllm);
        var estimate = Requests.Estimate(alone with { Adapters = new(1, 16), Draft = new(Requests.Model("llama-3.2-1b")) });
        using var spoken = Portuguese.Spoken();
        Assert.Equal(
            [.. Requests.Estimate(alone).Assumptions, "1 adaptador LoRA de rank 16 em todas as camadas lineares", "rascunho Llama-3.2-1B em bf16"],
            estimate.Assumptions);
    }

    [Fact]
    public void Warnings_are_read_in_any_language()
    {
        var estimate = Requests.Estimate(Requests.Of("llama-2-7b", "Q4_K_M", 8192, KnownEngines.LlamaCpp) with { Settings = new() { GpuLayers = 0 } });
        using (Portuguese.Spoken())
            Assert.Equal(
                ["Llama-2-7b-hf foi feito para 4096 tokens; além deles precisa de rope scaling e responde pior.", $"Na memória do host: {In(estimate.HostWeights)} de pesos e {In(estimate.HostCache)} de cache."],
                estimate.Notes);
        Assert.Contains(estimate.Notes, note => note.StartsWith("In host memory: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("vllm", null, "execuções medidas de modelos densos (0.17 e posteriores) · erro típico de ±0,")]
    [InlineData("lmdeploy", null, "execuções medidas de modelos densos em motores de inferência · erro típico de ±0,")]
    [InlineData("exllamav2", null, "poucas execuções medidas de ExLlama: o dobro da faixa de todos os outros motores")]
    [InlineData("transformers", TrainingTask.QuantizedLowRank, "execuções medidas de Transformers qlora em uma GPU · erro típico de ±")]
    public void The_runs_that_a_band_was_read_off_are_named_in_the_language_that_is_spoken(string engine, TrainingTask? task, string said)
    {
        var request = Requests.Of("llama-3.1-8b", "bf16", 4096, KnownEngines.All.Find(engine)!);
        using var spoken = Portuguese.Spoken();
        Assert.Contains(
            said,
            BandTable.Measured.Of(task is { } trained ? request with { Training = TrainingPresets.Of(request.Engine, trained, 1) } : request).Basis.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_problem_is_said_in_the_language_that_is_spoken()
    {
        using var spoken = Portuguese.Spoken();
        var rejected = Assert.IsType<Result<Estimate>.Rejected>(Estimator.Estimate(Requests.Of("llama-3.1-8b", "bf16", 4096, KnownEngines.Vllm) with { Parallelism = new(3, 1) }));
        Assert.Equal("Llama-3.1-8B tem 32 cabeças de atenção, que 3 ranks não dividem; tp:2 e tp:4 funcionam.", rejected.Problems[0].Expected);
    }

    [Fact]
    public void What_the_same_request_takes_is_the_same_in_every_language()
    {
        var english = Of("vllm");
        using var spoken = Portuguese.Spoken();
        Assert.Equal((english.Total, english.Low, english.High), (Of("vllm").Total, Of("vllm").Low, Of("vllm").High));
    }

    /// <summary>The model on two cards where the engine takes two, trained where it only trains.</summary>
    private static Estimate Of(string engine)
    {
        var known = KnownEngines.All.Find(engine)!;
        var format = known.RunsGguf ? "Q4_K_M" : known.Kind == EngineKind.Mlx ? "mlx-4bit-g64" : known.Kind == EngineKind.ExLlama ? "exl2-4.25" : "bf16";
        var request = Requests.Of("llama-3.1-8b", format, 4096, known);
        return Requests.Estimate(known.Kind switch
        {
            EngineKind.Vllm or EngineKind.Sglang => request with { Parallelism = new(2, 1) },
            EngineKind.Mlx => request with { Gpu = ShippedCatalogs.Catalog.Gpus.Find("m3-max-64gb")! },
            _ when known.Trains && known.Kind != EngineKind.Transformers => request with { Training = TrainingPresets.Of(request.Engine, TrainingTask.Full, 1) },
            _ when known.RunsGguf => request with { Parallelism = new(1, 2) },
            _ => request,
        });
    }

    private static string In(Bytes size) => size.ToString(null, Portuguese.Culture);
}
