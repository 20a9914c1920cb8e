using System.Text.Json.Serialization;

namespace VramBot.Discord.Gateway;

/// <summary>The shapes of the gateway's JSON, the answer of <c>GET /gateway/bot</c> among them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(GatewayBot))]
[JsonSerializable(typeof(HelloData))]
[JsonSerializable(typeof(ReadyData))]
[JsonSerializable(typeof(GatewayCommand<long?>), TypeInfoPropertyName = "Heartbeat")]
[JsonSerializable(typeof(GatewayCommand<IdentifyData>), TypeInfoPropertyName = "Identify")]
[JsonSerializable(typeof(GatewayCommand<ResumeData>), TypeInfoPropertyName = "Resume")]
internal sealed partial class GatewayJson : JsonSerializerContext;
