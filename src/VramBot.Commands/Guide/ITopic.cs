using VramBot.Commands.Replies;

namespace VramBot.Commands.Guide;

/// <summary>Works a topic of the guide out.</summary>
internal interface ITopic
{
    /// <summary>The answer; one without sections where the model or the cards leave nothing to say.</summary>
    Reply Answer(GuideQuestion question, GuideDesk desk);
}
