using VramBot.Core.Engines;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Estimation.Bands;

/// <summary>Which measured cases an error was read off.</summary>
/// <param name="Engine">The engine's id, the name of a family of engines, or <see cref="Any"/>.</param>
/// <param name="Releases">The range of its releases, or <see cref="Any"/>.</param>
/// <param name="Task">What was run: <c>inference</c>, <c>lora</c>, …</param>
/// <param name="Kind">The kind of architecture, for fixed overheads the number of GPUs, or <see cref="Any"/>.</param>
public readonly record struct BandKey(string Engine, string Releases, string Task, string Kind)
{
    /// <summary>Not told apart.</summary>
    public const string Any = "any";

    /// <summary>The kind of models that lack a part: how much is missing is the model's matter, not the engine's.</summary>
    public static readonly string Incomplete = ArchitectureKinds.Word(ArchitectureKind.Incomplete);

    /// <summary>The task of an estimate for serving.</summary>
    public const string Inference = "inference";

    /// <summary>The word for what decides a part's error: how many GPUs for what is fixed, the architecture for what is computed from it.</summary>
    public static string KindOf(PartKind part, ArchitectureKind architecture, bool severalGpus) =>
        Spread.IsOfGibibytes(part) ? severalGpus ? "several GPUs" : "one GPU" : ArchitectureKinds.Word(architecture);

    /// <summary>From the cases most alike to all there are: the first with enough cases is taken.</summary>
    public static IEnumerable<BandKey> Ladder(ReleaseRange releases, string task, string kind)
    {
        ArgumentNullException.ThrowIfNull(releases);
        yield return new(releases.Engine.Id, releases.Name, task, kind);
        if (kind == Incomplete)
            yield return new(Any, Any, task, kind);
        yield return new(releases.Engine.Id, releases.Name, task, Any);
        if (releases.Name.Length > 0)
            yield return new(releases.Engine.Id, Any, task, Any);
        if (FamilyOf(releases.Engine) is { } family)
        {
            yield return new(family, Any, task, kind);
            yield return new(family, Any, task, Any);
        }

        yield return new(Any, Any, task, Any);
    }

    /// <summary>Engines built on the same allocator: ggml's own, or PyTorch's with a pool of pages.</summary>
    private static string? FamilyOf(Engine engine) => engine switch
    {
        { RunsGguf: true } => Later("llama.cpp and its kin"),
        { Kind: EngineKind.Vllm or EngineKind.Sglang or EngineKind.TensorRtLlm or EngineKind.LmDeploy } => Later("serving engines"),
        _ => null,
    };
}
