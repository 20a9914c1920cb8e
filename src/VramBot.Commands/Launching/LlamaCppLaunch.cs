using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using VramBot.Core.Estimation;
using VramBot.Core.Formats;
using VramBot.Core.Gpus;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Launching;

/// <summary>llama-server of llama.cpp.</summary>
/// <remarks>
/// <para>
/// <c>-hf</c> would load a vision projector too. <c>-c</c> is shared by all slots, and without <c>-np</c> builds since November 2025 start four slots on one cache (pull request 16736): so both are said. <c>-ngl</c> too: while it is left open, builds since
/// December 2025 move layers to the host to keep 1 GiB of each card free (--fit, pull request 16653). <c>-ts</c>: layers would follow the free memory.
/// </para>
/// <para>
/// <c>-fa</c> takes on, off and auto since b6325, before it stands alone; values in other than floats need it. <c>--n-cpu-moe</c> is there since b6089 (pull request 15077), before <c>-ot</c> does it. A draft
/// has to be switched on by <c>--spec-type draft-simple</c> since May 2026 (pull request 22964).
/// </para>
/// <para>Source: ggml-org/llama.cpp, common/arg.cpp and tools/server/README.md.</para>
/// </remarks>
internal static class LlamaCppLaunch
{
    private static readonly EngineVersion FirstFused = EngineVersion.Build(6050);
    private static readonly EngineVersion FirstOnOff = EngineVersion.Build(6325);
    private static readonly EngineVersion FirstHostExperts = EngineVersion.Build(6089);
    private static readonly EngineVersion FirstSpeculativeType = EngineVersion.Build(9130);

    public static Launch? Of(EstimateRequest request, ModelMatch? named)
    {
        var settings = request.Settings;
        var fuses = settings.FlashAttention ?? !IsBefore(request, FirstFused);
        if (!GgufSwitches.HasCache(request) || request.Adapters is not null || (request.Values.IsQuantized && !fuses))
            return null;
        var tag = request.Weights is GgufMix or GgufRate ? Checkpoint.GgufTag(request.Weights) : null;
        var repository = tag is not null ? Checkpoint.GgufRepository(request.Model, named) : null;
        var words = new LaunchWords("llama-server");
        words = repository is not null
            ? words.With("-hf", $"{repository}:{tag}").Flag("--no-mmproj", request.Model.Network?.Tower is not null)
            : words.With("-m", Checkpoint.GgufFile(request.Model, request.Weights));
        words.With("-c", GgufSwitches.AllTokens(request)).With("-np", request.Sequences)
            .Flag("-kvu", settings.UnifiedCache == true).Flag("--no-kv-unified", settings.UnifiedCache == false)
            .With("-ngl", GgufSwitches.Layers(request));
        HostExperts(words, request);
        words.With("-sm", settings.RowSplit ? "row" : null).With("-ts", GgufSwitches.SharesOf(request))
            .With("-ctk", GgufSwitches.SaidCache(request.Keys)).With("-ctv", GgufSwitches.SaidCache(request.Values));
        if (IsBefore(request, FirstOnOff))
            words.Flag("-fa", fuses);
        else
            words.With("-fa", settings.FlashAttention is { } said ? said ? "on" : "off" : request.Values.IsQuantized ? "on" : null);
        words.With("-b", settings.LogicalBatch).With("-ub", settings.MicroBatch).Flag("--swa-full", settings.FullWindowCache);
        if (GgufSwitches.DraftFile(request) is { } draft)
            words.With("--spec-type", IsBefore(request, FirstSpeculativeType) ? null : "draft-simple").With("-md", draft).With("-ngld", 99)
                .With("-ctkd", GgufSwitches.SaidCache(request.Keys)).With("-ctvd", GgufSwitches.SaidCache(request.Values));
        return words.Line($"{GgufSwitches.Note(request, repository)} {MixedTypes(request)}".Trim());
    }

    /// <summary>Kernels for two different types are left out of CUDA builds as they are published (ggml/CMakeLists.txt: GGML_CUDA_FA_ALL_QUANTS).</summary>
    private static string MixedTypes(EstimateRequest request) => request.Keys != request.Values && request.Gpu?.Vendor == GpuVendor.Nvidia
        ? Tr("Keys and values in different types need a build with GGML_CUDA_FA_ALL_QUANTS to stay on the GPU.")
        : string.Empty;

    private static void HostExperts(LaunchWords words, EstimateRequest request)
    {
        if (GgufSwitches.HostExperts(request) is not { } layers)
            return;
        var all = GgufSwitches.AllHostExperts(request);
        if (IsBefore(request, FirstHostExperts))
            words.With("-ot", all ? "exps=CPU" : $@"blk\.({string.Join('|', Enumerable.Range(0, layers))})\.ffn_.*_exps=CPU");
        else if (all)
            words.Flag("--cpu-moe");
        else
            words.With("--n-cpu-moe", layers);
    }

    private static bool IsBefore(EstimateRequest request, EngineVersion build) => request.Engine.Version is { IsBuild: true } version && version < build;
}
