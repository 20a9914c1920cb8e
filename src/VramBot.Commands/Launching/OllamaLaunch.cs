using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Formats;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Launching;

/// <summary>Ollama: the server takes its settings from the environment, the model is loaded by what asks for it.</summary>
/// <remarks>
/// <para>
/// The default context follows the card's memory, so it is always said (docs/context-length.mdx). Requests at once: one by default since 0.9, before that one or four. Caches in other than floats need flash
/// attention (docs/faq.mdx). A model that fits one card is not spread without OLLAMA_SCHED_SPREAD. <c>num_gpu</c> and <c>num_batch</c> are parameters of the model, in a Modelfile or by <c>/set parameter</c>.
/// </para>
/// <para>Source: ollama/ollama, envconfig/config.go, docs/faq.mdx, cmd/interactive.go; hub repositories of GGUF files run as hf.co/OWNER/NAME:MIX (huggingface.co/docs/hub/ollama).</para>
/// </remarks>
internal static partial class OllamaLaunch
{
    private const double FirstFusedCapability = 6.0;

    private static readonly EngineVersion FirstWithOneRequest = new(0, 9);
    private static readonly EngineVersion FirstFused = new(0, 13, 4);

    public static Launch? Of(EstimateRequest request, ModelMatch? named)
    {
        var (settings, usual) = (request.Settings, request.Engine.Engine.Defaults);
        var fuses = settings.FlashAttention ?? (!(request.Engine.Version < FirstFused) && !(request.Gpu?.ComputeCapability < FirstFusedCapability));
        if (request.Keys != request.Values || request.Keys.Id is not ("fp16" or "q8_0" or "q4_0") || request is not { Draft: null, Adapters: null } || (request.Keys.IsQuantized && !fuses)
            || settings is { HostExpertLayers: > 0 } or { RowSplit: true } or { UnifiedCache: not null } || settings.MicroBatch != settings.LogicalBatch)
            return null;
        ImmutableArray<string> environment =
        [
            $"OLLAMA_CONTEXT_LENGTH={Number(request.Context.Count)}",
            .. Said(request.Sequences > 1 || request.Engine.Version < FirstWithOneRequest, $"OLLAMA_NUM_PARALLEL={Number(request.Sequences)}"),
            .. Said(settings.FlashAttention is not null || request.Keys.IsQuantized, $"OLLAMA_FLASH_ATTENTION={(settings.FlashAttention == false ? 0 : 1)}"),
            .. Said(request.Keys.IsQuantized, $"OLLAMA_KV_CACHE_TYPE={request.Keys.Id}"),
            .. Said(request.Parallelism.Gpus > 1, "OLLAMA_SCHED_SPREAD=1"),
        ];
        ImmutableArray<string> parameters =
        [
            .. settings.GpuLayers is { } layers ? [$"num_gpu {Number(layers)}"] : Array.Empty<string>(),
            .. settings.MicroBatch is { } batch ? Said(batch != usual.MicroBatch, $"num_batch {Number(batch)}") : [],
        ];
        var (model, note) = ModelOf(request, named);
        return new(
            [$"{string.Join(' ', environment)} ollama serve", $"ollama run {LaunchWords.Quoted(model)}"],
            string.Join(' ', environment.Concat(parameters)),
            string.Join(' ', [.. note, Tr("The second line goes into another terminal."), .. parameters.Select(parameter => Tr($"Then type /set parameter {parameter}."))]));
    }

    /// <summary>The name in Ollama's library where the person named it and it comes in this mix by default, the repository that they named, or one that stands for theirs.</summary>
    private static (string Model, IEnumerable<string> Note) ModelOf(EstimateRequest request, ModelMatch? named)
    {
        if (request.Weights is GgufMix { Mix: "Q4_K_M" } && named is { IsExact: true, Typed: var typed } && LibraryName().IsMatch(typed) && named.Entry == request.Model)
            return (typed, []);
        var tag = Checkpoint.GgufTag(request.Weights) is { } mixed ? $":{mixed}" : string.Empty;
        if (Checkpoint.GgufRepository(request.Model, named) is { } repository)
            return ($"hf.co/{repository}{tag}", []);
        var standing = $"hf.co/ORG/{request.Model.Name}-GGUF{tag}";
        return (standing, [Tr($"{standing} stands for a repository with that file, or a name of Ollama's library.")]);
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,95}:[a-z0-9][a-z0-9._-]{0,95}$", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex LibraryName();

    private static IEnumerable<string> Said(bool said, string setting) => said ? [setting] : [];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
