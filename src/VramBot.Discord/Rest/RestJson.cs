using System.Text.Json;
using System.Text.Json.Serialization;

namespace VramBot.Discord.Rest;

/// <summary>The shapes that the REST client reads.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(GatewayBotAnswer))]
[JsonSerializable(typeof(ApplicationAnswer))]
[JsonSerializable(typeof(RateLimitAnswer))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class RestJson : JsonSerializerContext;
