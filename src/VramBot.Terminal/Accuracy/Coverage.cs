using VramBot.Core.Estimation.Bands;

namespace VramBot.Terminal.Accuracy;

/// <summary>How many figures lie in their 90 % bands.</summary>
/// <param name="Figures">Figures held against bands.</param>
/// <param name="Inside">Those that lie in them.</param>
internal readonly record struct Coverage(int Figures, int Inside)
{
    /// <summary>The share inside.</summary>
    public double Share => Figures == 0 ? 0 : Inside / (double)Figures;

    /// <summary>Whether a figure is held against a band: graded, of a real run, and stated by the case itself.</summary>
    public static bool Counts(Residual residual) => BandRows.Counts(residual) && !residual.IsImplied;

    /// <summary>By the bands that these very figures went into, as for whoever asks about a like set-up.</summary>
    public static Coverage Of(IEnumerable<Residual> residuals, BandTable bands)
    {
        var held = residuals.Where(Counts).Select(residual => residual.IsInside(bands)).ToList();
        return new(held.Count, held.Count(inside => inside));
    }

    /// <summary>By bands made without the case that is looked at, as for a set-up that nobody has measured yet.</summary>
    public static IReadOnlyDictionary<Residual, bool> HeldOut(IReadOnlyList<Residual> residuals, IReadOnlyList<MissReason> reasons)
    {
        var inside = new Dictionary<Residual, bool>(ReferenceEqualityComparer.Instance);
        foreach (var group in residuals.Where(BandRows.Counts).GroupBy(residual => residual.Outcome))
        {
            var others = new BandTable(BandRows.Of(residuals.Where(residual => !ReferenceEquals(residual.Outcome, group.Key)), reasons));
            foreach (var residual in group.Where(Counts))
                inside[residual] = residual.IsInside(others);
        }

        return inside;
    }
}
