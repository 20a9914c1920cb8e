namespace VramBot.Core.Fitting;

/// <summary>Finds the largest number that fits, where whatever fits with a number fits with every smaller one.</summary>
internal static class Bisection
{
    /// <summary>The largest of 1 to <paramref name="most"/> that fits, or null when 1 does not: doubled until it no longer fits, then halved between.</summary>
    public static long? Largest(long most, Func<long, bool> fits)
    {
        if (most < 1 || !fits(1))
            return null;
        var fitting = 1L;
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
