using VramBot.Commands;
using VramBot.Core.Catalogs;

namespace VramBot.Terminal.Tests;

/// <summary>Answers out of a catalog alone.</summary>
internal static class Lines
{
    public static AnswerLine Of(Catalog catalog)
    {
        var desk = new CommandDesk(catalog);
        return (line, _, _) => ValueTask.FromResult(desk.Ask(line));
    }
}
