using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Fitting;
using VramBot.Core.Tests.Estimation;
using VramBot.Core.Units;

namespace VramBot.Core.Tests.Fitting;

public sealed class TrainingHostMemoryTests
{
    [Fact]
    public void A_run_that_keeps_nothing_there_needs_none() => Assert.Equal(Bytes.Zero, Needed(run => run));

    [Fact]
    public void An_optimizer_there_takes_its_moments_at_least_and_the_weights_come_on_top()
    {
        var weights = Requests.Estimate(TrainingRequests.Of("llama-3.1-8b", TrainingTask.Full)).Parameters.Count;
        var optimizer = Needed(run => run with { Offload = TrainingOffload.Optimizer }).Count;
        Assert.InRange(optimizer, weights * 4, weights * 20);
        Assert.InRange(Needed(run => run with { Offload = TrainingOffload.All }).Count, optimizer + weights, optimizer + (weights * 4));
    }

    [Fact]
    public void Inputs_of_32_layers_of_2048_tokens_take_half_a_gibibyte() =>
        Assert.Equal(32L * 4096 * 2 * 2048, Needed(run => run with { Checkpointing = Checkpointing.Offloaded }).Count);

    private static Bytes Needed(Func<TrainingRun, TrainingRun> change)
    {
        var request = TrainingRequests.Of("llama-3.1-8b", TrainingTask.Full);
        return TrainingHostMemory.Of(Requests.Estimate(request with { Training = change(request.Training!) }));
    }
}
