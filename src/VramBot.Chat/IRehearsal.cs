namespace VramBot.Chat;

/// <summary>A front end's whole way from a line to what it would send, for practice: nothing is sent.</summary>
public interface IRehearsal
{
    /// <summary>Whether anybody can come that way.</summary>
    bool IsOpen { get; }

    /// <summary>Goes the way once.</summary>
    Task PlayAsync(string line, CancellationToken cancellationToken);
}
