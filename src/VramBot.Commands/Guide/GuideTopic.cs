using System.Collections.Immutable;

namespace VramBot.Commands.Guide;

/// <summary>A topic of the guide.</summary>
/// <param name="Name">The word that asks for it.</param>
/// <param name="Summary">What it shows, in English.</param>
/// <param name="Theme">What it is about.</param>
/// <param name="Worked">What works it out.</param>
internal sealed record GuideTopic(string Name, string Summary, GuideTheme Theme, ITopic Worked)
{
    /// <summary>Other words for it, Portuguese ones too.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Whether it is worked out for a model that is named.</summary>
    public bool TakesModel { get; init; }

    /// <summary>Whether it is worked out for cards that are named.</summary>
    public bool TakesCards { get; init; }
}
