using System.Globalization;

namespace VramBot.Core.Engines;

/// <summary>An engine's release: major, minor, patch.</summary>
public readonly record struct EngineVersion(int Major, int Minor, int Patch = 0) : IComparable<EngineVersion>
{
    private const int FirstYear = 2000;

    /// <summary>Whether <see cref="Major"/> is a build number, as llama.cpp counts: <c>b9849</c>.</summary>
    public bool IsBuild { get; init; }

    /// <summary>A numbered build.</summary>
    public static EngineVersion Build(int number) => new(number, 0) { IsBuild = true };

    /// <summary>Whether the left version is older.</summary>
    public static bool operator <(EngineVersion left, EngineVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left version is newer.</summary>
    public static bool operator >(EngineVersion left, EngineVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left version is not newer.</summary>
    public static bool operator <=(EngineVersion left, EngineVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left version is not older.</summary>
    public static bool operator >=(EngineVersion left, EngineVersion right) => left.CompareTo(right) >= 0;

    /// <summary>Reads <c>0.11</c>, <c>0.11.2</c>, <c>v0.11.2.post1</c> or <c>b9849</c>; what follows the numbers is ignored.</summary>
    public static bool TryParse(string text, out EngineVersion version)
    {
        if (text.Length > 1 && text[0] is 'b' or 'B' && TryNumber(text[1..], out var build) && text.AsSpan(1).IndexOf('.') < 0)
        {
            version = Build(build);
            return true;
        }

        var parts = text.TrimStart('v', 'V').Split('.', 4);
        var ok = TryNumber(parts[0], out var major);
        var minor = 0;
        var patch = 0;
        ok = ok && (parts.Length < 2 || TryNumber(parts[1], out minor));
        _ = ok && parts.Length >= 3 && TryNumber(parts[2], out patch);
        version = ok ? new EngineVersion(major, minor, patch) : default;
        return ok;
    }

    /// <inheritdoc/>
    public int CompareTo(EngineVersion other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    /// <summary>The version as people write it: <c>0.19</c>, <c>0.11.2</c>, <c>b9849</c>, the year <c>2026</c>; invariant culture.</summary>
    public override string ToString() => this switch
    {
        { IsBuild: true } => string.Create(CultureInfo.InvariantCulture, $"b{Major}"),
        { Major: >= FirstYear, Minor: 0, Patch: 0 } => Major.ToString(CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}{(Patch > 0 ? $".{Patch}" : string.Empty)}"),
    };

    private static bool TryNumber(string text, out int number)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        return int.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
