using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using VramBot.Chat;
using VramBot.Commands.Grammar;
using VramBot.Slack.Rendering;

namespace VramBot.Slack.Interactions;

/// <summary>What answers Slack, among the services.</summary>
internal static class SlackAnswerServices
{
    /// <summary>Adds the handler behind both doors. What it sends beside acknowledgements goes through an <see cref="ISlackMessenger"/>, which the doors bring; <see cref="SlackAnswerSettings"/> may be added before.</summary>
    internal static IServiceCollection AddSlackAnswers(this IServiceCollection services)
    {
        services.AddChatGuards();
        services.TryAddSingleton(new SlackAnswerSettings());
        services.TryAddSingleton<LineCode>();
        services.TryAddSingleton<ClickState>();
        services.TryAddSingleton<ControlBlocks>();
        services.TryAddSingleton<MessageRenderer>();
        services.TryAddSingleton<AnswerWriter>();
        services.TryAddSingleton<FollowUps>();
        services.TryAddSingleton<FormOpening>();
        services.TryAddSingleton<SlashCommands>();
        services.TryAddSingleton<BlockClicks>();
        services.TryAddSingleton<FormSubmissions>();
        services.TryAddSingleton<OptionSuggestions>();
        services.TryAddSingleton<ISlackResponder, SlackResponder>();
        return services.AddSingleton<IRehearsal, SlackRehearsal>();
    }
}
