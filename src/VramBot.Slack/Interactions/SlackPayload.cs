using System.Text.Json;

namespace VramBot.Slack.Interactions;

/// <summary>What Slack sends, verified and parsed, the same through Socket Mode and through signed HTTP.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Json">The payload; it outlives the document that it was read from.</param>
internal sealed record SlackPayload(SlackPayloadKind Kind, JsonElement Json);
