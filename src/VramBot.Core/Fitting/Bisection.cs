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
}
