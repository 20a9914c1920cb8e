using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using VramBot.Commands.Handlers;
using VramBot.Core.Estimation;
using VramBot.Core.Planning;

namespace VramBot.Commands.Replies.Planning;

/// <summary>A plan as JSON, stable for programs.</summary>
/// <remarks>
/// <code>
/// {"request": {"line", "model", "precision", "kv", "engine", "users", "burst", "peak_sequences", "headroom",
///              "classes": [{"name", "prompt", "output", "share"}]},
///  "serves", "shortfall",
///  "weights_gib", "pool": {pool}, "smallest": {pool},
///  "long_requests": {"class", "displaces", "cache_share", "considered", "wanted", "others": {pool}, "apart": {pool}},
///  "loading": {"checkpoint_gib", "host_gib", "read_seconds": [fast, slow], "start_seconds": [fast, slow], "basis"},
///  "other_cards": [{pool}], "fewer_gpus": [{"kv", "precision", "pool": {pool}}], "assumptions": [], "notes": [], "basis"}
/// pool = {"gpu", "gpus_per_replica", "tp", "pp", "usable_gib", "weights_gib", "reserve_gib", "free_gib", "cache_gib",
///         "classes": [{"name", "sequence_gib"}], "sequence_gib", "sequence_limit", "sequences_per_replica", "ctx",
///         "pool_tokens", "max_concurrency", "replicas", "gpus", "sequences",
///         "cost": {"per_hour_usd", "per_month_usd", "spot_per_hour_usd", "provider", "date"}}
/// </code>
/// Sizes are GiB (2^30 bytes) with six decimals, in a pool those of the fullest GPU, in <c>weights_gib</c> of the plan those of the whole model. What does not apply is null: <c>pool_tokens</c> for engines
/// with slots, <c>smallest</c> where the plan has the fewest cards a replica, <c>cost</c> where no price is known, everything behind <c>shortfall</c> where <c>serves</c> is false.
/// </remarks>
public static class PlanJson
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The whole answer.</summary>
    public static string Of(PlanAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            WriteRequest(json, answer);
            json.WriteBoolean("serves", answer.Plan is not null);
            json.WriteString("shortfall", answer.Plan is null ? answer.Shortfall : null);
            if (answer.Plan is { } plan)
                WritePlan(json, answer, plan);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteRequest(Utf8JsonWriter json, PlanAnswer answer)
    {
        var (request, traffic) = (answer.Request.Request, answer.Request.Traffic);
        json.WriteStartObject("request");
        json.WriteString("line", answer.Line.ToString());
        json.WriteString("model", request.Model.Id);
        json.WriteString("precision", request.Weights.Id);
        json.WriteString("kv", request.Keys.Id == request.Values.Id ? request.Keys.Id : $"{request.Keys.Id}/{request.Values.Id}");
        json.WriteString("engine", SuggestionLine.NameOf(request.Engine));
        json.WriteNumber("users", traffic.Users);
        json.WriteNumber("burst", traffic.Burst);
        json.WriteNumber("peak_sequences", traffic.Peak);
        WriteNumber(json, "headroom", answer.Request.Headroom);
        json.WriteStartArray("classes");
        foreach (var each in traffic.Classes)
        {
            json.WriteStartObject();
            json.WriteString("name", each.Name);
            json.WriteNumber("prompt", each.Prompt.Count);
            json.WriteNumber("output", each.Output.Count);
            json.WriteNumber("share", Math.Round(each.Share, 6));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePlan(Utf8JsonWriter json, PlanAnswer answer, CapacityPlan plan)
    {
        EstimateJson.WriteSize(json, "weights_gib", plan.Weights.TotalGibibytes);
        WritePool(json, "pool", plan.Pool);
        WritePool(json, "smallest", plan.Smallest);
        WriteSplit(json, plan);
        WriteLoading(json, plan.Loading);
        json.WriteStartArray("other_cards");
        foreach (var pool in plan.Others)
            WritePool(json, null, pool);
        json.WriteEndArray();
        json.WriteStartArray("fewer_gpus");
        foreach (var change in answer.Changes)
        {
            json.WriteStartObject();
            json.WriteString("kv", change.Request.Keys.Id);
            json.WriteString("precision", change.Request.Weights.Id);
            WritePool(json, "pool", change.Pool);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteTexts(json, "assumptions", plan.Pool.Replica.Estimate.Assumptions);
        WriteTexts(json, "notes", PlanNotes.Of(answer, plan));
        json.WriteString("basis", VramReply.BasisOf(plan.Pool.Replica.Estimate));
    }

    private static void WritePool(Utf8JsonWriter json, string? name, ServingPool? pool)
    {
        if (name is not null)
            json.WritePropertyName(name);
        if (pool is null)
        {
            json.WriteNullValue();
            return;
        }

        var replica = pool.Replica;
        json.WriteStartObject();
        json.WriteString("gpu", replica.Gpu.Id);
        json.WriteNumber("gpus_per_replica", replica.Count);
        json.WriteNumber("tp", replica.Estimate.Request.Parallelism.Tensor);
        json.WriteNumber("pp", replica.Estimate.Request.Parallelism.Pipeline);
        EstimateJson.WriteSize(json, "usable_gib", replica.Gpu.Usable.TotalGibibytes);
        EstimateJson.WriteSize(json, "weights_gib", replica.Estimate[PartKind.Weights].TotalGibibytes);
        EstimateJson.WriteSize(json, "reserve_gib", replica.Reserve.TotalGibibytes);
        EstimateJson.WriteSize(json, "free_gib", replica.Left.TotalGibibytes);
        EstimateJson.WriteSize(json, "cache_gib", replica.CacheRoom.TotalGibibytes);
        json.WriteStartArray("classes");
        foreach (var each in replica.Classes)
        {
            json.WriteStartObject();
            json.WriteString("name", each.Class.Name);
            EstimateJson.WriteSize(json, "sequence_gib", each.Size.TotalGibibytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        EstimateJson.WriteSize(json, "sequence_gib", replica.MeanSequence.TotalGibibytes);
        WriteNumber(json, "sequence_limit", replica.SequenceLimit);
        json.WriteNumber("sequences_per_replica", replica.Sequences);
        json.WriteNumber("ctx", replica.Estimate.Request.Context.Count);
        WriteNumber(json, "pool_tokens", replica.Pool?.Tokens.Count);
        WriteNumber(json, "max_concurrency", replica.Pool is { } cache ? Math.Round(cache.MaximumConcurrency, 2) : null);
        json.WriteNumber("replicas", pool.Replicas);
        json.WriteNumber("gpus", pool.Gpus);
        json.WriteNumber("sequences", pool.Sequences);
        WriteCost(json, pool);
        json.WriteEndObject();
    }

    private static void WriteCost(Utf8JsonWriter json, ServingPool pool)
    {
        if (pool.Cost is not { } cost)
        {
            json.WriteNull("cost");
            return;
        }

        json.WriteStartObject("cost");
        json.WriteNumber("per_hour_usd", cost.PerHourUsd);
        json.WriteNumber("per_month_usd", cost.PerMonthUsd);
        if (cost.SpotPerHourUsd is { } spot)
            json.WriteNumber("spot_per_hour_usd", spot);
        else
            json.WriteNull("spot_per_hour_usd");
        json.WriteString("provider", cost.Price.Provider);
        json.WriteString("date", cost.Price.Date);
        json.WriteEndObject();
    }

    private static void WriteSplit(Utf8JsonWriter json, CapacityPlan plan)
    {
        if (plan.Split is not { } split)
        {
            json.WriteNull("long_requests");
            return;
        }

        json.WriteStartObject("long_requests");
        json.WriteString("class", split.Longest.Name);
        json.WriteNumber("displaces", Math.Round(split.Displaces, 3));
        json.WriteNumber("cache_share", Math.Round(split.CacheShare, 4));
        json.WriteBoolean("considered", split.IsConsidered);
        json.WriteBoolean("wanted", plan.WantsSplit);
        WritePool(json, "others", split.Others);
        WritePool(json, "apart", split.Apart);
        json.WriteEndObject();
    }

    private static void WriteLoading(Utf8JsonWriter json, LoadPlan loading)
    {
        json.WriteStartObject("loading");
        EstimateJson.WriteSize(json, "checkpoint_gib", loading.Checkpoint.TotalGibibytes);
        EstimateJson.WriteSize(json, "host_gib", loading.LeastHost.TotalGibibytes);
        WriteRange(json, "read_seconds", loading.ReadSeconds);
        WriteRange(json, "start_seconds", loading.StartSeconds);
        json.WriteString("basis", loading.Basis);
        json.WriteEndObject();
    }

    private static void WriteRange(Utf8JsonWriter json, string name, (double Fastest, double Slowest) range)
    {
        json.WriteStartArray(name);
        json.WriteNumberValue(Math.Round(range.Fastest, 1));
        json.WriteNumberValue(Math.Round(range.Slowest, 1));
        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } known)
            json.WriteNumber(name, known);
        else
            json.WriteNull(name);
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
