using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VramBot.Core.Estimation.Bands;

/// <summary>Reads and writes <c>bands.json</c>, which travels inside the program.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ImmutableArray<BandRow>))]
[JsonSerializable(typeof(BandRow))]
public sealed partial class BandJson : JsonSerializerContext
{
    private const string Resource = "VramBot.Core.Estimation.Bands.bands.json";

    /// <summary>The rows that this program was built with.</summary>
    internal static ImmutableArray<BandRow> Shipped()
    {
        using var stream = typeof(BandJson).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"{Resource} is missing.");
        return JsonSerializer.Deserialize(stream, Default.ImmutableArrayBandRow);
    }
}
