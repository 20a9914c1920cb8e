using System.Text.Json.Serialization;

namespace VramBot.Slack.WebApi;

/// <summary>The shapes of the Web API's answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(AuthTestAnswer))]
[JsonSerializable(typeof(ConnectionsOpenAnswer))]
[JsonSerializable(typeof(OAuthAnswer))]
internal sealed partial class WebApiJson : JsonSerializerContext;
