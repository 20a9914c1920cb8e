using VramBot.Core.Engines;
using VramBot.Core.Estimation;

namespace VramBot.Commands.Launching;

/// <summary>llama-server of ik_llama.cpp: one cache for all slots, fused attention by default, latent rows by <c>-mla</c>.</summary>
/// <remarks>
/// <c>-fa</c> takes on and off since November 2025 (pull request 944); releases are told apart by year, so one of 2025 gets the older form. Source: ikawrakow/ik_llama.cpp, common/common.cpp.
/// </remarks>
internal static class IkLlamaCppLaunch
{
    private static readonly EngineVersion FirstOnOff = new(2026, 0);

    public static Launch? Of(EstimateRequest request)
    {
        var settings = request.Settings;
        var fuses = settings.FlashAttention ?? true;
        if (!GgufSwitches.HasCache(request) || request.Adapters is not null || settings.UnifiedCache is not null || (request.Values.IsQuantized && !fuses))
            return null;
        var words = new LaunchWords("llama-server").With("-m", Checkpoint.GgufFile(request.Model, request.Weights))
            .With("-c", GgufSwitches.AllTokens(request)).With("-np", request.Sequences).With("-ngl", GgufSwitches.Layers(request));
        if (GgufSwitches.AllHostExperts(request))
            words.Flag("--cpu-moe");
        else
            words.With("--n-cpu-moe", GgufSwitches.HostExperts(request));
        words.With("-sm", settings.RowSplit ? "row" : null).With("-ts", GgufSwitches.SharesOf(request))
            .With("-ctk", GgufSwitches.SaidCache(request.Keys)).With("-ctv", GgufSwitches.SaidCache(request.Values));
        if (request.Engine.Version < FirstOnOff)
            words.Flag("-fa", fuses);
        else
            words.With("-fa", settings.FlashAttention is { } said ? said ? "on" : "off" : null);
        words.With("-mla", settings.LatentCache is { } latent ? latent ? 3 : 0 : (long?)null)
            .With("-b", settings.LogicalBatch).With("-ub", settings.MicroBatch).Flag("--swa-full", settings.FullWindowCache);
        if (GgufSwitches.DraftFile(request) is { } draft)
            words.With("-md", draft).With("-ngld", 99).With("-ctkd", GgufSwitches.SaidCache(request.Keys)).With("-ctvd", GgufSwitches.SaidCache(request.Values));
        return words.Line(GgufSwitches.Note(request, null));
    }
}
