namespace VramBot.Slack.WebApi;

/// <summary>One call to Slack, before it is sent for the first time. A class and not a record: a record would print its token and its address.</summary>
internal sealed class WebApiCall
{
    /// <summary>Its method.</summary>
    public required SlackMethod Method { get; init; }

    /// <summary>Where it goes: below the base address, or a response_url.</summary>
    public required Uri Address { get; init; }

    /// <summary>What is sent.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The body is a form and not JSON.</summary>
    public bool IsForm { get; init; }

    /// <summary>With whose token; none for a response_url.</summary>
    public string? Token { get; init; }

    /// <summary>When an answer no longer counts.</summary>
    public DateTimeOffset Deadline { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>Told which scopes the token has, where Slack says it: <c>commands,chat:write</c>.</summary>
    public Action<string>? OnScopes { get; init; }

    /// <summary>A response_url answers with a word and not with JSON.</summary>
    public bool IsResponse => Token is null && !IsForm;
}
