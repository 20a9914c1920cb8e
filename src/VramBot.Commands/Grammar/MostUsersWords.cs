using VramBot.Core.Estimation;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Grammar;

/// <summary>Words how many users <c>users:max</c> came to.</summary>
internal static class MostUsersWords
{
    public static string Of(int? most, EstimateRequest request, GpuSelection cards) => (most, request.Training is null) switch
    {
        (null, true) => Tr($"`users:max`: not even one sequence of {request.Context.Count:#,0} tokens at {request.Weights.Label} fits on {cards}."),
        (null, false) => Tr($"`batch:max`: not even one sample of {request.Context.Count:#,0} tokens fits on {cards}."),
        ({ } users, true) => Tr($"`users:max` is {users:#,0} on {cards}: the most sequences of {request.Context.Count:#,0} tokens at once."),
        ({ } samples, false) => Tr($"`batch:max` is {samples:#,0} on {cards}: the largest micro-batch with samples of {request.Context.Count:#,0} tokens."),
    };
}
