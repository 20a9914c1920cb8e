using System.Collections.Immutable;
using VramBot.Commands.Guide.Topics;
using VramBot.Core.Catalogs;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Guide;

/// <summary>All topics of the guide.</summary>
internal static class GuideTopics
{
    private const int FarthestName = 3;
    private const int MostNear = 3;

    /// <summary>The topics, in the order in which they are listed.</summary>
    public static ImmutableArray<GuideTopic> All { get; } =
    [
        new("quick", Later("1B to 175B in fp16, int8 and int4, and to train"), GuideTheme.Sizes, new QuickTopic()) { Aliases = ["table", "sizes", "rápido", "rapido"] },
        new("anatomy", Later("weights, cache, activations, optimizer, gradients, the rest"), GuideTheme.Sizes, new AnatomyTopic()) { Aliases = ["parts", "breakdown", "components", "anatomia"], TakesModel = true },
        new("kv", Later("what context costs, 2k to 128k tokens"), GuideTheme.Sizes, new KvTopic()) { Aliases = ["kv-cache", "kvcache", "cache", "context", "contexto"], TakesModel = true },
        new("models", Later("use by use: memory and the smallest card"), GuideTheme.Sizes, new ModelsTopic()) { Aliases = ["model", "examples", "modelos", "exemplos"], TakesModel = true },
        new("images", Later("Stable Diffusion and FLUX: memory and the smallest card"), GuideTheme.Sizes, new ImagesTopic()) { Aliases = ["image", "diffusion", "stable-diffusion", "sd", "flux", "imagens", "difusão"] },
        new("gguf", Later("bits a weight, sizes, measured loss"), GuideTheme.Formats, new GgufTopic()) { Aliases = ["quants", "llama.cpp", "ggml"], TakesModel = true, TakesCards = true },
        new("precision", Later("fp32 to 2 bit: memory and measured loss"), GuideTheme.Formats, new PrecisionTopic()) { Aliases = ["quality", "quantization", "precisions", "qualidade", "quantização", "precisão"], TakesModel = true },
        new("optimize", Later("each with what it saves"), GuideTheme.Formats, new OptimizeTopic()) { Aliases = ["optimizations", "optimization", "savings", "save", "otimizar", "otimizações", "economizar"], TakesModel = true, TakesCards = true },
        new("rules", Later("what they say against the whole catalog"), GuideTheme.Formats, new RulesTopic()) { Aliases = ["rule", "rules-of-thumb", "thumb", "regras"] },
        new("gpus", Later("entry to data center, and what each runs"), GuideTheme.Cards, new GpusTopic()) { Aliases = ["gpu", "cards", "tiers", "placas"] },
        new("budget", Later("the best card for a sum"), GuideTheme.Cards, new BudgetTopic()) { Aliases = ["money", "price", "orçamento", "orcamento"], TakesModel = true },
        new("multi-gpu", Later("tensor and pipeline parallel, experts, ZeRO"), GuideTheme.Cards, new MultiGpuTopic()) { Aliases = ["multi", "multigpu", "parallel", "tp", "nvlink", "várias-gpus"], TakesModel = true, TakesCards = true },
        new("cloud", Later("months until a card pays off"), GuideTheme.Cards, new CloudTopic()) { Aliases = ["rent", "break-even", "on-premise", "nuvem", "alugar"], TakesCards = true },
        new("throughput", Later("tokens a second by card"), GuideTheme.Cards, new ThroughputTopic()) { Aliases = ["speed", "tokens", "velocidade"], TakesModel = true, TakesCards = true },
        new("zero", Later("what each GPU holds"), GuideTheme.Training, new ZeroTopic()) { Aliases = ["deepspeed", "fsdp", "sharding"], TakesModel = true, TakesCards = true },
        new("lora", Later("trained weights and memory by method"), GuideTheme.Training, new LoraTopic()) { Aliases = ["qlora", "finetuning", "fine-tuning", "training", "ajuste-fino", "treino"], TakesModel = true, TakesCards = true },
        new("steps", Later("70B for $3,000, LoRA on 7B for $2,000"), GuideTheme.Training, new StepsTopic()) { Aliases = ["step-by-step", "walkthrough", "passos", "passo-a-passo"] },
        new("loading", Later("host memory, shards, mmap, warm-up"), GuideTheme.Serving, new LoadingTopic()) { Aliases = ["load", "cold-start", "startup", "carregamento", "partida"], TakesModel = true, TakesCards = true },
        new("signals", Later("what a failure says, and how to check it"), GuideTheme.Serving, new SignalsTopic()) { Aliases = ["signal", "failures", "oom", "sinais", "falhas"], TakesModel = true, TakesCards = true },
        new("worksheet", Later("every input and step, filled in"), GuideTheme.Serving, new WorksheetTopic()) { Aliases = ["capacity", "plan", "planilha", "capacidade"], TakesModel = true, TakesCards = true },
        new("mistakes", Later("five, each in numbers"), GuideTheme.Serving, new MistakesTopic()) { Aliases = ["mistake", "errors", "gotchas", "erros"], TakesModel = true },
        new("faq", Later("answered in numbers"), GuideTheme.Serving, new FaqTopic()) { Aliases = ["questions", "perguntas"] },
    ];

    /// <summary>Their names, as they are typed.</summary>
    public static ImmutableArray<string> Names { get; } = [.. All.Select(topic => topic.Name)];

    /// <summary>The topic of a name or alias, or null.</summary>
    public static GuideTopic? Find(string text)
    {
        var typed = text.Trim().Replace(' ', '-').Replace('_', '-');
        return All.FirstOrDefault(topic => Is(topic.Name, typed) || topic.Aliases.Any(alias => Is(alias, typed)));
    }

    /// <summary>The topics that are meant by what comes near, or begins alike, the nearest first.</summary>
    public static ImmutableArray<GuideTopic> Near(string text)
    {
        var typed = text.Trim().ToLowerInvariant();
        return
        [
            .. All.Select(topic => (Topic: topic, Distance: topic.Aliases.Append(topic.Name).Min(name => DistanceOf(name, typed)))).Where(near => near.Distance <= Math.Min(FarthestName, typed.Length / 2))
                .OrderBy(near => near.Distance).Take(MostNear).Select(near => near.Topic),
        ];
    }

    private static int DistanceOf(string name, string typed) =>
        typed.Length > 1 && (name.StartsWith(typed, StringComparison.Ordinal) || typed.StartsWith(name, StringComparison.Ordinal)) ? 1 : EditDistance.Between(name, typed, FarthestName + 1) is var distance && distance < name.Length ? distance : FarthestName + 1;

    private static bool Is(string name, string typed) => string.Equals(name, typed, StringComparison.OrdinalIgnoreCase);
}
