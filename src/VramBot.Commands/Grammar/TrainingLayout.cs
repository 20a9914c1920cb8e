namespace VramBot.Commands.Grammar;

/// <summary>How a training run is spread over the cards that were named.</summary>
internal static class TrainingLayout
{
    /// <summary>
    /// Data-parallel ranks: cards / (tp · pp). Cards that are not counted are as many as the layout needs: one copy, or as many as experts and sequences are divided over.
    /// </summary>
    public static int Copies(VramQuestion question)
    {
        var ranks = (question.TensorParallel ?? 1) * (question.PipelineParallel ?? 1);
        return CardsOf(question) is { } cards ? Math.Max(1, cards / ranks) : LeastCopies(question);
    }

    /// <summary>A card named alone beside a layout of several is as many of it as the layout needs.</summary>
    private static int? CardsOf(VramQuestion question) => question switch
    {
        { Cards: { } cards } => cards,
        { Gpu: { Count: > 1 and var count } } => count,
        { Gpu: not null } when LeastCopies(question) * (question.TensorParallel ?? 1) * (question.PipelineParallel ?? 1) == 1 => 1,
        _ => null,
    };

    private static int LeastCopies(VramQuestion question)
    {
        var (experts, contexts) = (question.ExpertParallel ?? 1, question.Training?.ContextParallel ?? 1);
        return experts % contexts == 0 ? experts : contexts % experts == 0 ? contexts : experts * contexts;
    }
}
