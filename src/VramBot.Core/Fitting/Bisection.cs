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
}
