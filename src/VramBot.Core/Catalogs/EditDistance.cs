namespace VramBot.Core.Catalogs;

/// <summary>How many letters must be inserted, deleted, replaced or swapped to make one word of another.</summary>
/// <remarks>Source: Damerau, 1964 (optimal string alignment).</remarks>
public static class EditDistance
{
    /// <summary>The distance, or <paramref name="most"/> + 1 as soon as it must be larger than <paramref name="most"/>.</summary>
    public static int Between(ReadOnlySpan<char> left, ReadOnlySpan<char> right, int most)
    {
        if (Math.Abs(left.Length - right.Length) > most)
            return most + 1;
        Span<int> rows = (right.Length + 1) * 3 <= 1024 ? stackalloc int[(right.Length + 1) * 3] : new int[(right.Length + 1) * 3];
        var width = right.Length + 1;
        var before = rows[..width];
        var previous = rows.Slice(width, width);
        var current = rows[(2 * width)..];
        for (var column = 0; column < width; column++)
            previous[column] = column;
        for (var row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            var least = row;
            for (var column = 1; column < width; column++)
            {
                var cost = left[row - 1] == right[column - 1] ? 0 : 1;
                var distance = Math.Min(Math.Min(current[column - 1] + 1, previous[column] + 1), previous[column - 1] + cost);
                if (row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1])
                    distance = Math.Min(distance, before[column - 2] + 1);
                current[column] = distance;
                least = Math.Min(least, distance);
            }

            if (least > most)
                return most + 1;
            var spare = before;
            before = previous;
            previous = current;
            current = spare;
        }

        return previous[right.Length];
    }
}
