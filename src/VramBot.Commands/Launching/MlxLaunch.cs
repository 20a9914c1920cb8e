using VramBot.Commands.Replies;
using VramBot.Core.Catalogs;
using VramBot.Core.Estimation;
using VramBot.Core.Formats;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Launching;

/// <summary>mlx-lm's server. It has no switch for the context, which grows with the conversation, and none for the type of the cache.</summary>
/// <remarks>Source: ml-explore/mlx-lm, mlx_lm/SERVER.md and server.py.</remarks>
internal static class MlxLaunch
{
    public static Launch? Of(EstimateRequest request, ModelMatch? named)
    {
        if (request is not { Sequences: 1, Parallelism.Gpus: 1, Draft: null, Adapters: null } || TorchSwitches.Cache(request) != TorchSwitches.OwnType || request.Weights is FloatFormat { BytesPerWeight: 4 })
            return null;
        var checkpoint = Checkpoint.Of(request.Model, request.Weights, named);
        return new LaunchWords("mlx_lm.server").With("--model", checkpoint.Name)
            .Line($"{Checkpoint.NoteOf(checkpoint)} {Tr($"It has no switch for the context: keep conversations to {Figures.Tokens(request.Context)} tokens.")}".TrimStart());
    }
}
