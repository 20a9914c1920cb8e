using VramBot.Core.Engines;
using VramBot.Core.Estimation.Training;

namespace VramBot.Core.Tests.Estimation.Training;

/// <summary>Training steps on the shipped catalogs.</summary>
internal static class Steps
{
    public static TrainingRun Full(OptimizerKind optimizer) => new() { Task = TrainingTask.Full, Precision = TrainingPrecision.Half, Optimizer = optimizer };

    public static TrainingStep Of(string model, TrainingRun run, Engine engine)
    {
        var request = Requests.Of(model, "bf16", 2048, engine) with { Training = run };
        return new(request, run, request.Model.Network!);
    }

    public static OptimizerMemory Optimizer(string model, TrainingRun run, Engine engine)
    {
        var step = Of(model, run, engine);
        return OptimizerMemory.Of(step, WeightPlaces.Of(step)!);
    }

    public static StepMasses Masses(string model, TrainingRun run, Engine engine)
    {
        var step = Of(model, run, engine);
        return StepMasses.Of(step, WeightPlaces.Of(step)!);
    }
}
