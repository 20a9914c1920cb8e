using System.Collections.Frozen;
using System.Collections.Immutable;
using VramBot.Core.Catalogs;

namespace VramBot.Commands.Grammar.Switches;

/// <summary>The switches of one engine, findable in any spelling: <c>--max-num-seqs</c>, <c>max_num_seqs</c>; <c>--no-…</c> turns a flag off.</summary>
internal sealed class SwitchTable
{
    private const int FarthestGuess = 3;

    private readonly FrozenDictionary<string, EngineSwitch> byName;

    private SwitchTable(IEnumerable<EngineSwitch> switches) => byName = switches
        .SelectMany(known => known.Names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => (Name: Normalize(name), Known: known)))
        .DistinctBy(pair => pair.Name, StringComparer.Ordinal)
        .ToFrozenDictionary(pair => pair.Name, pair => pair.Known, StringComparer.Ordinal);

    /// <summary>An engine without a table.</summary>
    public static SwitchTable Empty { get; } = new([]);

    /// <summary>Whether tokens of the context are shared by all slots.</summary>
    public bool SharesContext { get; init; }

    /// <summary>Whether every <c>name=value</c> is a setting, known or not.</summary>
    public bool TakesPairs { get; init; }

    /// <summary>Whether there are no switches.</summary>
    public bool IsEmpty => byName.Count == 0;

    /// <summary>Makes a table of switches that set something, and of names that move no GPU memory, little, or memory that is not estimated.</summary>
    public static SwitchTable Of(ImmutableArray<EngineSwitch> switches, string nothing, string uncounted, string unbuilt, bool sharesContext = false, bool takesPairs = false) => new(
    [
        .. switches,
        .. nothing.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(name => new EngineSwitch(name, SwitchTarget.Nothing)),
        .. uncounted.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(name => new EngineSwitch(name, SwitchTarget.Uncounted)),
        .. unbuilt.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(name => new EngineSwitch(name, SwitchTarget.Unbuilt)),
    ])
    {
        SharesContext = sharesContext,
        TakesPairs = takesPairs,
    };

    /// <summary>The switch of this name, or null.</summary>
    public EngineSwitch? Find(string name)
    {
        var plain = Normalize(name);
        return byName.GetValueOrDefault(plain) ?? byName.GetValueOrDefault(plain.ToLowerInvariant()) ?? Negated(name);
    }

    /// <summary>The flag that a name with <c>no-</c> turns off, or null.</summary>
    public EngineSwitch? Negated(string name)
    {
        var plain = Normalize(name);
        return !byName.ContainsKey(plain) && plain.StartsWith("no-", StringComparison.Ordinal) && byName.GetValueOrDefault(plain[3..]) is { StandsAlone: true } known ? known : null;
    }

    /// <summary>The usual spelling of the nearest switch, or null when none is near.</summary>
    public EngineSwitch? Nearest(string name)
    {
        var plain = Normalize(name).ToLowerInvariant();
        var most = Math.Min(FarthestGuess, plain.Length / 3);
        var near = most == 0 || byName.Count == 0 ? default : byName.Where(pair => pair.Key.Length > 2).MinBy(pair => (EditDistance.Between(pair.Key, plain, most + 1), pair.Key));
        return near.Key is not null && EditDistance.Between(near.Key, plain, most) <= most ? near.Value : null;
    }

    private static string Normalize(string name) => name.TrimStart('-').Replace('_', '-');
}
