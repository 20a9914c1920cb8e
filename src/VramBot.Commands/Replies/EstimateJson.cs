using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using VramBot.Commands.Handlers;
using VramBot.Commands.Replies.Training;
using VramBot.Core;
using VramBot.Core.Estimation;
using VramBot.Core.Estimation.Adapters;
using VramBot.Core.Fitting;

namespace VramBot.Commands.Replies;

/// <summary>An estimate as JSON, stable for programs.</summary>
/// <remarks>
/// <code>
/// {"request": {…normalised…, "line"}, "total_gib", "low_gib", "high_gib", "host_gib", "per_gpu": true, "gpus",
///  "parts": [{"name", "gib", "rule", "basis"}],
///  "contexts": [{"ctx", "total_gib", "high_gib"}],
///  "fits": [{"gpu", "count", "usable_gib", "free_gib", "verdict", "max_context", "max_users", "loads": [{"gpu", "total_gib", "high_gib", "free_gib"}], "engine_takes_gib", "pool_tokens", "max_concurrency", "refusal"}],
///  "speed": {"low", "high", "total_low", "total_high", "prompt_low", "prompt_high", "bound"},
///  "budget": {"usd", "offers": [{"gpu", "count", "price_usd", "price_year", "is_list_price", "precision", "engine", "verdict", "speed", "rent_usd_per_hour", "break_even_hours", "command"}], "cheapest", "changed": []},
///  "launch", "advice": [{"title", "command", "saves_gib", "fits"}], "assumptions": [], "notes": [], "basis"}
/// </code>
/// Sizes are GiB (2^30 bytes) of the fullest GPU, with six decimals, <c>host_gib</c> what stays in host memory. <c>request</c> has <c>ep</c>, <c>flags</c>, <c>offload</c>, <c>draft</c>,
/// <c>adapters</c>, <c>adapter_rank</c> and <c>targets</c> where they were asked for, and a run's switches when it trains, beside <c>peak</c> and <c>limits</c> or <c>max_batches</c>. <c>contexts</c> are the same request at 16k, 32k and 128k tokens where that is more than was asked and the model was made for it.
/// <c>cache_bytes_per_token</c> is what one more token takes in every layer that grows, on one GPU; <c>batches</c> are there for <c>users:max</c> without a card. <c>speed</c>, in tokens a second, is there where cards are named that hold it, <c>budget</c> where a sum is named.
/// <c>fits</c> lists the named cards alone, with <c>max_users</c> and, where layers are split over cards that differ, <c>loads</c>, or every GPU that the engine runs on; <c>basis</c> names the measured runs behind the band. <c>launch</c> is the engine's command line on the named cards, for Ollama two lines;
/// it is absent when no cards are named, when it does not fit them, or when no line does what was estimated.
/// </remarks>
public static class EstimateJson
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The whole answer.</summary>
    public static string Of(VramAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            WriteRequest(json, answer);
            var estimate = answer.Estimate;
            WriteSize(json, "total_gib", estimate.Total.TotalGibibytes);
            WriteSize(json, "low_gib", estimate.Low.TotalGibibytes);
            WriteSize(json, "high_gib", estimate.High.TotalGibibytes);
            WriteSize(json, "host_gib", TrainingHostMemory.Of(estimate).TotalGibibytes);
            json.WriteBoolean("per_gpu", true);
            json.WriteNumber("gpus", estimate.Request.Parallelism.Gpus);
            WriteParts(json, estimate);
            if (estimate.Request.Training is not null)
                TrainingJson.Write(json, answer);
            else
                json.WriteNumber("cache_bytes_per_token", estimate.CachePerToken.Count);
            BatchJson.Write(json, answer.Batches);
            WriteContexts(json, estimate);
            WriteFits(json, answer);
            SpeedJson.Write(json, answer.Own);
            BudgetJson.Write(json, answer);
            if (LaunchSection.LaunchOf(answer) is { } launch)
                json.WriteString("launch", string.Join('\n', launch.Lines));
            WriteAdvice(json, answer);
            WriteTexts(json, "assumptions", estimate.Assumptions);
            WriteTexts(json, "notes", estimate.Notes.Concat(QuestionNotes.Of(answer.Question)));
            json.WriteString("basis", VramReply.BasisOf(estimate));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteRequest(Utf8JsonWriter json, VramAnswer answer)
    {
        var request = answer.Estimate.Request;
        json.WriteStartObject("request");
        json.WriteString("line", answer.Line.ToString());
        json.WriteString("model", request.Model.Id);
        json.WriteString("precision", request.Weights.Id);
        json.WriteNumber("ctx", request.Context.Count);
        json.WriteNumber("users", request.Sequences);
        json.WriteString("kv", request.Keys.Id == request.Values.Id ? request.Keys.Id : $"{request.Keys.Id}/{request.Values.Id}");
        if (request.Training is null)
            json.WriteString("task", "inference");
        else
            TrainingJson.WriteSwitches(json, request);
        json.WriteString("engine", request.Engine.Version is { } version ? $"{request.Engine.Engine.Id}@{version}" : request.Engine.Engine.Id);
        json.WriteString("gpu", answer.Question.Gpu?.ToString());
        json.WriteNumber("tp", request.Parallelism.Tensor);
        json.WriteNumber("pp", request.Parallelism.Pipeline);
        if (request.Settings.ExpertParallel)
            json.WriteNumber("ep", request.Parallelism.Tensor);
        if (answer.Question.Flags is { } flags)
            json.WriteString("flags", flags.Text);
        if (answer.Question.Offload is { } offload)
            json.WriteString("offload", offload.ToString());
        if (request.Draft is { } draft)
            json.WriteString("draft", draft.Model.Id);
        if (request.Adapters is { } adapters)
        {
            json.WriteNumber("adapters", adapters.Count);
            json.WriteNumber("adapter_rank", adapters.Rank);
            json.WriteString("targets", TargetRoles.Typed(adapters.Targets));
        }

        json.WriteString("depth", answer.Estimate.Depth switch { EstimateDepth.SizeOnly => "size only", EstimateDepth.Exact => "exact", _ => "architecture" });
        json.WriteEndObject();
    }

    private static void WriteParts(Utf8JsonWriter json, Estimate estimate)
    {
        json.WriteStartArray("parts");
        foreach (var part in estimate.Parts)
        {
            json.WriteStartObject();
            json.WriteString("name", PartLabels.NameOf(part.Kind));
            WriteSize(json, "gib", part.Size.TotalGibibytes);
            json.WriteString("rule", part.Rule);
            json.WriteString("basis", part.Basis switch { Basis.Exact => "exact", Basis.Derived => "derived", _ => "calibrated" });
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteContexts(Utf8JsonWriter json, Estimate estimate)
    {
        json.WriteStartArray("contexts");
        foreach (var longer in estimate.Request.Training is null ? LongerContexts.Of(estimate) : [])
        {
            json.WriteStartObject();
            json.WriteNumber("ctx", longer.Request.Context.Count);
            WriteSize(json, "total_gib", longer.Total.TotalGibibytes);
            WriteSize(json, "high_gib", longer.High.TotalGibibytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFits(Utf8JsonWriter json, VramAnswer answer)
    {
        json.WriteStartArray("fits");
        foreach (var fit in answer.Own is { } own ? [own] : answer.Fits)
        {
            json.WriteStartObject();
            json.WriteString("gpu", fit.Rig.IsMixed ? fit.Rig.ToString() : fit.Gpu.Id);
            json.WriteNumber("count", fit.Count);
            WriteSize(json, "usable_gib", fit.Usable.TotalGibibytes);
            WriteSize(json, "free_gib", fit.Free.TotalGibibytes);
            json.WriteString("verdict", fit.Verdict switch { FitVerdict.Fits => "fits", FitVerdict.Tight => "tight", _ => "does not fit" });
            if (fit.Estimate.Request.Training is null && FitFinder.MaxContext(fit) is { } context)
                json.WriteNumber("max_context", context.Count);
            else
                json.WriteNull("max_context");
            if (answer.Own is not null && fit.Estimate.Request.Training is null && UserLimit.Of(fit) is { } users)
                json.WriteNumber("max_users", users);
            WriteLoads(json, fit);
            WriteBudget(json, fit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>What each card holds, where layers are split over cards that differ.</summary>
    private static void WriteLoads(Utf8JsonWriter json, GpuFit fit)
    {
        if (fit.Loads.IsEmpty)
            return;
        json.WriteStartArray("loads");
        foreach (var load in fit.Loads)
        {
            json.WriteStartObject();
            json.WriteString("gpu", load.Gpu.Id);
            WriteSize(json, "total_gib", load.Total.TotalGibibytes);
            WriteSize(json, "high_gib", load.High.TotalGibibytes);
            WriteSize(json, "free_gib", load.Free.TotalGibibytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>What the engine itself takes of the card, and the pool as it prints it; only where it makes one.</summary>
    private static void WriteBudget(Utf8JsonWriter json, GpuFit fit)
    {
        if (fit.Estimate.Pool is null || FitFinder.Find(fit.Estimate.Request, fit.Rig) is not Result<GpuFit>.Ok { Value.Estimate: { Takes: { } takes, Pool: { } pool } estimate })
            return;
        WriteSize(json, "engine_takes_gib", takes.TotalGibibytes);
        json.WriteNumber("pool_tokens", pool.Tokens.Count);
        json.WriteNumber("max_concurrency", Math.Round(pool.MaximumConcurrency, 2));
        json.WriteString("refusal", estimate.Refusal);
    }

    private static void WriteAdvice(Utf8JsonWriter json, VramAnswer answer)
    {
        json.WriteStartArray("advice");
        foreach (var line in AdviceLines.Of(answer))
        {
            json.WriteStartObject();
            json.WriteString("title", line.Line.Text);
            json.WriteString("command", line.Line.Command);
            WriteSize(json, "saves_gib", line.Suggestion.Saves.TotalGibibytes);
            json.WriteBoolean("fits", line.Suggestion.Fit is not null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>GiB with six decimals.</summary>
    internal static void WriteSize(Utf8JsonWriter json, string name, double gibibytes) => json.WriteNumber(name, Math.Round(gibibytes, 6));
}
