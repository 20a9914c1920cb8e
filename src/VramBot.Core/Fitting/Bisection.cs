namespace VramBot.Core.Fitting;

/// <summary>Finds the largest number that fits, where whatever fits with a number fits with every smaller one.</summary>
internal static class Bisection
{
    /// <summary>The largest of 1 to <paramref name="most"/> that fits, or null when 1 does not: doubled until it no longer fits, then halved between.</summary>
    /// <param name="most">The largest number that is looked for.</param>
    /// <param name="fits">Whether a number fits.</param>
    /// <param name="known">A number that is known to fit; then the largest of all is tried first, for it often does.</param>
    public static long? Largest(long most, Func<long, bool> fits, long known = 0)
    {
        if (most < 1 || (known < 1 && !fits(1)))
            return null;
        if (known > 0 && (known >= most || fits(most)))
            return most;
        var fitting = Math.Max(1, known);
        var tooLarge = most + 1;
        while (fitting < most)
        {
            var next = Math.Min(fitting * 2, most);
            if (!fits(next))
            {
                tooLarge = next;
                break;
            }

            fitting = next;
        }

        return Between(fitting, tooLarge, fits);
    }

    /// <summary>
    /// The same where a cheap rule says of most numbers that do not fit that they do not: the largest that it lets through is close above the one that is looked for, so that the search goes down from there,
    /// in steps that double.
    /// </summary>
    /// <param name="most">The largest number that is looked for.</param>
    /// <param name="mayFit">Whether there is a chance that a number fits; true for every number that does.</param>
    /// <param name="fits">Whether a number fits.</param>
    /// <param name="known">A number that is known to fit.</param>
    public static long? LargestBelow(long most, Func<long, bool> mayFit, Func<long, bool> fits, long known = 0)
    {
        if (Largest(most, mayFit, known) is not { } bound)
            return null;
        var (fitting, tooLarge) = (bound, bound + 1);
        for (var step = 1L; fitting > known && !fits(fitting); step *= 2)
            (fitting, tooLarge) = (Math.Max(known, fitting - step), fitting);
        return Between(fitting, tooLarge, fits) is >= 1 and var largest ? largest : null;
    }

    /// <summary>
    /// The same where what is left over is known too and falls about evenly: the next number that is tried is where nothing would be left on a straight line, and the middle whenever that did not halve
    /// what is open.
    /// </summary>
    /// <param name="most">The largest number that is looked for.</param>
    /// <param name="known">A number that is known to fit; zero for none.</param>
    /// <param name="room">What is left over with a number, in any unit; negative when it does not fit.</param>
    public static long? LargestByRoom(long most, long known, Func<long, double> room)
    {
        var low = Math.Clamp(known, 1, Math.Max(1, most));
        if (most < 1 || room(low) is not (>= 0 and var lowRoom))
            return low > 1 ? LargestByRoom(low - 1, 0, room) : null;
        if (low == most || room(most) is not (< 0 and var highRoom))
            return most;
        var (high, line) = (most, true);
        while (high - low > 1)
        {
            var open = high - low;
            var next = line ? low + (long)(open * (lowRoom / (lowRoom - highRoom))) : low + (open / 2);
            next = Math.Clamp(next, low + 1, high - 1);
            var left = room(next);
            if (left >= 0)
                (low, lowRoom) = (next, left);
            else
                (high, highRoom) = (next, left);
            line = !line || high - low <= open / 2;
        }

        return low;
    }

    /// <summary>The largest number that fits, between one that does and one that does not.</summary>
    private static long Between(long fitting, long tooLarge, Func<long, bool> fits)
    {
        while (tooLarge - fitting > 1)
        {
            var middle = fitting + ((tooLarge - fitting) / 2);
            if (fits(middle))
                fitting = middle;
            else
                tooLarge = middle;
        }

        return fitting;
    }
}
