namespace VramBot.Chat.Checkups;

/// <summary>Looks at something that the bot needs, without changing it.</summary>
public interface ICheckup
{
    /// <summary>What it looks at.</summary>
    string Name { get; }

    /// <summary>Looks; nothing where the bot is not set to use it.</summary>
    Task<IReadOnlyList<Finding>> ExamineAsync(CancellationToken cancellationToken);
}
