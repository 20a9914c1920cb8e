using System.CommandLine;
using System.Diagnostics;
using Humanizer;
using VramBot.CatalogFiles;
using VramBot.Terminal;

namespace VramBot.App;

/// <summary><c>catalog check</c>: validates the catalogs and says every fault.</summary>
internal static class CatalogCommand
{
    public static Command Create(TextWriter output, TextWriter errors)
    {
        var path = new Argument<string?>("DIRECTORY") { Description = "The config directory; left out, the one in use", Arity = ArgumentArity.ZeroOrOne };
        var check = new Command("check", "Validate the catalogs; exit code 1 on a fault") { path };
        check.SetAction(result => Check(result.GetValue(path) ?? CatalogSettings.Path, output, errors));
        return new Command("catalog", "Look after the catalogs") { check };
    }

    private static int Check(string path, TextWriter output, TextWriter errors)
    {
        var watch = Stopwatch.StartNew();
        var load = CatalogDirectory.Load(path);
        foreach (var fault in load.Faults)
            errors.WriteLine(fault);
        if (load.Catalog is not { } catalog)
        {
            errors.WriteLine("fault".ToQuantity(load.Faults.Length));
            return ExitCodes.Fault;
        }

        output.WriteLine($"{"model".ToQuantity(catalog.Models.All.Length)}, {"image model".ToQuantity(catalog.Images.All.Length)}, {"GPU".ToQuantity(catalog.Gpus.All.Length)}, {"weight format".ToQuantity(catalog.WeightFormats.All.Length)}, {"cache format".ToQuantity(catalog.CacheFormats.All.Length)} in {"file".ToQuantity(load.Files)}: no faults ({watch.ElapsedMilliseconds} ms)");
        return ExitCodes.Fine;
    }
}
