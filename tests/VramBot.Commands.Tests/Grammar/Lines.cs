using VramBot.Commands.Grammar;
using VramBot.Core;
using VramBot.Testing;

namespace VramBot.Commands.Tests.Grammar;

/// <summary>Lines read with the shipped catalogs.</summary>
internal static class Lines
{
    public static CommandDesk Desk { get; } = new(ShippedCatalogs.Catalog);

    public static TypedLine? Typed(string line, ICollection<Problem> problems) => new LineReader(ShippedCatalogs.Catalog.Models).Read(line, problems);

    public static VramQuestion Understood(string line)
    {
        var problems = new List<Problem>();
        var typed = Typed(line, problems);
        Assert.Empty(problems);
        return Assert.IsType<Result<VramQuestion>.Ok>(new VramReader(ShippedCatalogs.Catalog).Read(typed!)).Value;
    }
}
