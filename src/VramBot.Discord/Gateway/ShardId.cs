namespace VramBot.Discord.Gateway;

/// <summary>One of the connections over which a bot's servers are spread.</summary>
/// <param name="Number">Counted from zero; direct messages come over shard 0.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct ShardId(int Number, int Count)
{
    /// <inheritdoc />
    public override string ToString() => $"{Number} of {Count}";
}
