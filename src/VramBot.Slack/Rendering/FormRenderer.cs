using System.Collections.Immutable;
using VramBot.Commands.Grammar;
using VramBot.Slack.Interactions;
using VramBot.Slack.Messages;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Slack.Rendering;

/// <summary>Writes the form that the bare command opens: what an estimate is asked by, for those who do not know the words yet.</summary>
internal static class FormRenderer
{
    private const int LongestField = 150;

    private static SlackText Title => SlackText.Plain(Tr("GPU memory"));

    private static SlackText Closing => SlackText.Plain(Tr("Close"));

    /// <summary>The form, in the language that is spoken.</summary>
    /// <param name="metadata">What it brings back.</param>
    /// <param name="settings">Who sees answers, unless the person says otherwise.</param>
    public static SlackView Render(string metadata, SlackAnswerSettings settings) => new(Title,
        [
            Field(Tr("Model"), SharedOptions.Model, External(SharedOptions.Model, Tr("mixtral-8x7b, a repository, or a size: 7b"))) with { Optional = false },
            Field(Tr("Precision"), SharedOptions.Precision, External(SharedOptions.Precision, Tr("what the model ships as"))),
            Field(Tr("Context"), SharedOptions.Context, Typed(SharedOptions.Context.Name, "4096, 32k, max")),
            Field(Tr("Task"), SharedOptions.Task, Choice(SharedOptions.Task)),
            Field(Tr("Your GPU"), SharedOptions.Gpu, External(SharedOptions.Gpu, "4090, 2x3090, 8xh100")),
            Field(Tr("Users at once"), SharedOptions.Users, Typed(SharedOptions.Users.Name, "1")),
            Block.Input(FormFields.More, Tr("More options"), Typed(FormFields.More, "kv:q8_0 engine:vllm@0.11")) with { Optional = true, Hint = SlackText.Plain(Tr("As they are typed behind /vram; /vram-help names them all.")) },
            Block.Input(FormFields.Visibility, Tr("Who sees the answer"), Visibility(settings.IsPublic)),
        ])
    {
        CallbackId = FormFields.CallbackId,
        Submit = SlackText.Plain(Tr("Estimate")),
        Close = Closing,
        PrivateMetadata = metadata,
    };

    /// <summary>A form with nothing but a sentence.</summary>
    public static SlackView Say(string text) => new(Title, [Block.Section(Mrkdwn.Of(text))]) { Close = Closing };

    private static Block Field(string label, OptionDescription option, BlockElement element) => Block.Input(option.Name, label, element) with { Optional = true };

    private static BlockElement External(OptionDescription option, string placeholder) =>
        new(BlockElement.ExternalSelect, option.Name) { Placeholder = SlackText.Plain(placeholder), MinQueryLength = 0 };

    private static BlockElement Typed(string name, string placeholder) =>
        new(BlockElement.TextInput, name) { Placeholder = SlackText.Plain(placeholder), MaxLength = name == FormFields.More ? SlackLimits.Text : LongestField };

    private static BlockElement Choice(OptionDescription option) => new(BlockElement.StaticSelect, option.Name)
    {
        Placeholder = SlackText.Plain(option.Example),
        Options = [.. option.Choices.Select(choice => new SlackOption(SlackText.Plain(choice), choice))],
    };

    private static BlockElement Visibility(bool isPublic)
    {
        ImmutableArray<SlackOption> options = [new(SlackText.Plain(Tr("Only me")), FormFields.OnlyMe), new(SlackText.Plain(Tr("Everybody in the channel")), FormFields.Everybody)];
        return new(BlockElement.RadioButtons, FormFields.Visibility) { Options = options, InitialOption = options[isPublic ? 1 : 0] };
    }
}
