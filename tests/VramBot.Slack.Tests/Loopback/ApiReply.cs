namespace VramBot.Slack.Tests.Loopback;

/// <summary>What the loopback Slack answers instead of what it would.</summary>
internal sealed record ApiReply
{
    public int Status { get; init; } = 200;

    public string Body { get; init; } = string.Empty;

    public int? RetryAfter { get; init; }

    public string? Location { get; init; }

    /// <summary>The connection is cut instead.</summary>
    public bool Drops { get; init; }

    /// <summary>No answer comes until the caller is gone.</summary>
    public bool Hangs { get; init; }

    /// <summary>The call is done all the same, only the answer gets lost.</summary>
    public bool IsDone { get; init; }

    public static ApiReply Dropped { get; } = new() { Drops = true };

    public static ApiReply AnswerLost { get; } = new() { Drops = true, IsDone = true };

    public static ApiReply Hanging { get; } = new() { Hangs = true };

    public static ApiReply Error(string word) => new() { Body = $$"""{"ok":false,"error":"{{word}}"}""" };

    public static ApiReply Of(int status, string body = "") => new() { Status = status, Body = body };

    public static ApiReply TooMany(int seconds) => new() { Status = 429, RetryAfter = seconds, Body = """{"ok":false,"error":"ratelimited"}""" };
}
