namespace VramBot.Discord.Rest;

/// <summary>Discord's own error codes, as far as they mean something to a slash-command bot.</summary>
/// <remarks>Source: Discord's documentation, topics/opcodes-and-status-codes, "JSON".</remarks>
internal static class DiscordErrorCode
{
    /// <summary>Nothing more exact; also when the answer held no code.</summary>
    public const int General = 0;

    /// <summary>The message is gone.</summary>
    public const int UnknownMessage = 10008;

    /// <summary>The interaction was not answered yet, or its token is dead.</summary>
    public const int UnknownWebhook = 10015;

    /// <summary>The three seconds are over.</summary>
    public const int UnknownInteraction = 10062;

    /// <summary>No such command.</summary>
    public const int UnknownCommand = 10063;

    /// <summary>The application is not the token's.</summary>
    public const int NoAccessToApplication = 20012;

    /// <summary>More commands than a scope holds.</summary>
    public const int TooManyCommands = 30032;

    /// <summary>The interaction was answered already.</summary>
    public const int AlreadyAcknowledged = 40060;

    /// <summary>More follow-ups than a user-installed application may send.</summary>
    public const int TooManyFollowUps = 40094;

    /// <summary>No access: the bot is not in that server, or not with its commands.</summary>
    public const int MissingAccess = 50001;

    /// <summary>A message with nothing in it.</summary>
    public const int EmptyMessage = 50006;

    /// <summary>A permission is missing.</summary>
    public const int MissingPermissions = 50013;

    /// <summary>The interaction's token is wrong or older than 15 minutes.</summary>
    public const int InvalidWebhookToken = 50027;

    /// <summary>A field of the body is not as it must be; the faults say which.</summary>
    public const int InvalidFormBody = 50035;

    /// <summary>The body is no JSON.</summary>
    public const int InvalidJson = 50109;
}
