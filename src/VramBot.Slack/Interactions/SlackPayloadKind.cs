namespace VramBot.Slack.Interactions;

/// <summary>The kinds of payloads, whichever door they came through.</summary>
internal enum SlackPayloadKind
{
    /// <summary>A slash command; what HTTP sends as form fields is an object of the same fields here.</summary>
    SlashCommand,

    /// <summary>A click, a menu that is being filled, a form that was sent.</summary>
    Interactive,

    /// <summary>Something that happened: the app was removed, tokens were revoked.</summary>
    Event,
}
