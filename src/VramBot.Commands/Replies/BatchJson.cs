using System.Collections.Immutable;
using System.Text.Json;
using VramBot.Core.Fitting;

namespace VramBot.Commands.Replies;

/// <summary>The most users by card as JSON: <c>"batches": [{"gpu", "max_users", "total_gib"}]</c>; <c>max_users</c> is null where not even one fits.</summary>
internal static class BatchJson
{
    public static void Write(Utf8JsonWriter json, ImmutableArray<BatchRow> rows)
    {
        if (rows.IsEmpty)
            return;
        json.WriteStartArray("batches");
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("gpu", row.Gpu.Id);
            if (row.Sequences is { } most)
                json.WriteNumber("max_users", most);
            else
                json.WriteNull("max_users");
            EstimateJson.WriteSize(json, "total_gib", row.Total.TotalGibibytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
