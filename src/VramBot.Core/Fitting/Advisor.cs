using System.Collections.Immutable;
using VramBot.Core.Catalogs;
using VramBot.Core.Estimation;

namespace VramBot.Core.Fitting;

/// <summary>Finds what to change, and only says what it has estimated again.</summary>
public static class Advisor
{
    /// <summary>At most three suggestions, the ones that make it work at the least loss of quality first.</summary>
    /// <param name="asked">The estimate as asked.</param>
    /// <param name="fit">How it sits on the person's own GPUs; null when none were named.</param>
    /// <param name="catalog">Formats and GPUs to choose from.</param>
    public static ImmutableArray<Suggestion> Suggest(Estimate asked, GpuFit? fit, Catalog catalog) => [];
}
