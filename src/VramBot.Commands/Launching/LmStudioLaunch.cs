using VramBot.Core.Estimation;
using VramBot.Core.Formats;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Launching;

/// <summary>LM Studio's own command line, which says the context, the slots and whether everything goes to the GPU; caches and experts are set in the program.</summary>
/// <remarks>Source: lmstudio.ai/docs/cli/load.</remarks>
internal static class LmStudioLaunch
{
    public static Launch? Of(EstimateRequest request)
    {
        if (request is not { Keys.Id: "fp16", Values.Id: "fp16", Draft: null, Adapters: null, Weights: GgufMix mix } || request.Settings != request.Engine.Engine.Defaults)
            return null;
        var key = FormattableString.Invariant($"{request.Model.Name}@{mix.Mix}").ToLowerInvariant();
        return new LaunchWords("lms load").Word(key).With("--context-length", request.Context.Count).With("--gpu", "max")
            .With("--parallel", request.Sequences == 1 ? null : (long)request.Sequences)
            .Line(Tr($"{key} stands for the model's key in `lms ls`."));
    }
}
