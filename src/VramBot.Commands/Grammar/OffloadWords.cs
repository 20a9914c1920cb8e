using VramBot.Core.Estimation.LlamaCpp;
using VramBot.Core.Fitting;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Grammar;

/// <summary>Says what <c>offload:auto</c> found.</summary>
internal static class OffloadWords
{
    public static string Of(HostOffload? found, FitVerdict? verdict) => (found, verdict) switch
    {
        (null, _) => Tr("offload:auto: nothing has to stay in host memory."),
        (_, FitVerdict.DoesNotFit) => Tr($"offload:auto: not even with every layer in host memory does it fit, offload:{found}."),
        (_, FitVerdict.Tight) => Tr($"offload:auto: as little in host memory as makes it fit, offload:{found}; it stays tight."),
        _ => Tr($"offload:auto: as little in host memory as leaves room on the GPU, offload:{found}."),
    };
}
