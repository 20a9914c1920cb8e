using System.Collections.Immutable;
using System.Text.Json.Serialization;
using VramBot.Chat;

namespace VramBot.Discord.Interactions;

/// <summary>What someone did, as Discord tells it; only what is used of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ApplicationId">The application that it is for.</param>
/// <param name="Type">The kind.</param>
/// <param name="Token">What answers it, for 15 minutes. A secret: never logged.</param>
internal sealed record Interaction(string Id, string ApplicationId, InteractionType Type, string Token)
{
    /// <summary>What was typed or clicked.</summary>
    public InteractionData? Data { get; init; }

    /// <summary>The person's language, as Discord names it: <c>pt-BR</c>.</summary>
    public string? Locale { get; init; }

    /// <summary>The message that a component stands on.</summary>
    public InteractionMessage? Message { get; init; }

    /// <summary>The server; null in a direct message.</summary>
    public string? GuildId { get; init; }

    /// <summary>Who did it, in a server.</summary>
    public InteractionMember? Member { get; init; }

    /// <summary>Who did it, in a direct message.</summary>
    public InteractionUser? User { get; init; }

    /// <summary>Who asks; null where Discord does not say it.</summary>
    [JsonIgnore]
    public Asker? Asker => (Member?.User ?? User)?.Id is { Length: > 0 } person ? new("discord", person, GuildId) : null;
}

/// <summary>A person in a server.</summary>
internal sealed record InteractionMember
{
    /// <summary>The person.</summary>
    public InteractionUser? User { get; init; }
}

/// <summary>A person; nothing but the id is read.</summary>
internal sealed record InteractionUser
{
    /// <summary>The id.</summary>
    public string? Id { get; init; }
}

/// <summary>What was typed or clicked.</summary>
internal sealed record InteractionData
{
    /// <summary>The command's name.</summary>
    public string? Name { get; init; }

    /// <summary>The command's options, as they came: one may be missing its value, or be nothing at all.</summary>
    public ImmutableArray<InteractionOption?>? Options { get; init; }

    /// <summary>The options that say something.</summary>
    [JsonIgnore]
    public IEnumerable<InteractionOption> Said => (Options ?? []).OfType<InteractionOption>();

    /// <summary>The id of the component.</summary>
    public string? CustomId { get; init; }

    /// <summary>What was chosen in a menu.</summary>
    public ImmutableArray<string>? Values { get; init; }
}

/// <summary>The message that a component stands on.</summary>
internal sealed record InteractionMessage
{
    /// <summary>Its flags: whether only one person sees it.</summary>
    public int? Flags { get; init; }
}
