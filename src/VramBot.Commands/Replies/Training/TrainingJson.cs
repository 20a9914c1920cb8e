using System.Text.Json;
using VramBot.Commands.Grammar;
using VramBot.Commands.Handlers;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Fitting;

namespace VramBot.Commands.Replies.Training;

/// <summary>What JSON says of a run beside what it says of every request.</summary>
/// <remarks>
/// <code>
/// "request": {"task", "seq", "batch", "accum", "rank", "targets", "optimizer", "checkpointing", "zero", "offload", "dtype", "packing", "loss", "dp"}
/// "trained_parameters", "samples_per_step", "tokens_per_step"
/// "peak": {"moment", "allocated_gib", "reserved_gib", "moments": [{"moment", "allocated_gib"}]}
/// "limits": {"max_batch", "max_seq", "max_rank"}                  when cards are named: each by itself, null where none fits or there is no adapter
/// "max_batches": [{"gpu", "max_batch"}]                           when none are
/// </code>
/// </remarks>
internal static class TrainingJson
{
    /// <summary>The switches, inside the request's object.</summary>
    public static void WriteSwitches(Utf8JsonWriter json, EstimateRequest request)
    {
        var run = request.Training!;
        json.WriteString("task", ValueProblems.NameOf(run.Task));
        json.WriteNumber("seq", request.Context.Count);
        json.WriteNumber("batch", request.Sequences);
        json.WriteNumber("accum", run.Accumulation);
        if (run.Adapter is { } adapter)
        {
            json.WriteNumber("rank", adapter.Rank);
            json.WriteString("targets", TargetRoles.Typed(adapter.Targets));
        }

        json.WriteString("optimizer", TrainingWords.NameOf(run.Optimizer));
        json.WriteString("checkpointing", TypedOptions.Of(run.Checkpointing));
        json.WriteString("zero", TypedOptions.Of(run.Sharding));
        json.WriteString("offload", TypedOptions.Of(run.Offload));
        json.WriteString("dtype", TypedOptions.Of(run.Precision));
        json.WriteString("packing", TypedOptions.Of(run.Packing));
        json.WriteString("loss", TypedOptions.Of(run.Loss));
        json.WriteNumber("dp", request.Parallelism.Copies);
    }

    /// <summary>Peak and limits, inside the whole object.</summary>
    public static void Write(Utf8JsonWriter json, VramAnswer answer)
    {
        WriteStep(json, answer.Estimate);
        if (answer.Estimate.Peak is { } peak)
            WritePeak(json, peak);
        if (answer.Own is { } own)
            WriteLimits(json, TrainingLimits.Of(own));
        else
            WriteTable(json, answer);
    }

    /// <summary>What is trained, and what one step of the optimizer sees: samples × micro-batches × data-parallel ranks.</summary>
    private static void WriteStep(Utf8JsonWriter json, Estimate estimate)
    {
        var request = estimate.Request;
        var samples = (long)request.Sequences * request.Training!.Accumulation * request.Parallelism.Copies / Math.Max(1, request.Training.ContextParallel);
        WriteNumber(json, "trained_parameters", TrainedParameters.Of(estimate)?.Count);
        json.WriteNumber("samples_per_step", samples);
        json.WriteNumber("tokens_per_step", samples * request.Context.Count);
    }

    private static void WritePeak(Utf8JsonWriter json, TrainingPeak peak)
    {
        json.WriteStartObject("peak");
        json.WriteString("moment", PeakLines.NameOf(peak.Moment));
        EstimateJson.WriteSize(json, "allocated_gib", peak.Allocated.TotalGibibytes);
        EstimateJson.WriteSize(json, "reserved_gib", peak.Reserved.TotalGibibytes);
        json.WriteStartArray("moments");
        foreach (var (moment, allocated) in peak.Moments)
        {
            json.WriteStartObject();
            json.WriteString("moment", PeakLines.NameOf(moment));
            EstimateJson.WriteSize(json, "allocated_gib", allocated.TotalGibibytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteLimits(Utf8JsonWriter json, TrainingLimits limits)
    {
        json.WriteStartObject("limits");
        WriteNumber(json, "max_batch", limits.MicroBatch);
        WriteNumber(json, "max_seq", limits.Length?.Count);
        WriteNumber(json, "max_rank", limits.Rank);
        json.WriteEndObject();
    }

    private static void WriteTable(Utf8JsonWriter json, VramAnswer answer)
    {
        json.WriteStartArray("max_batches");
        foreach (var row in answer.MicroBatches)
        {
            json.WriteStartObject();
            json.WriteString("gpu", row.Gpu.Id);
            WriteNumber(json, "max_batch", row.Samples);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } known)
            json.WriteNumber(name, known);
        else
            json.WriteNull(name);
    }
}
