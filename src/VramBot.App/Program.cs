using System.CommandLine;
using VramBot.CatalogFiles;
using VramBot.Terminal.Accuracy;
var root = new RootCommand("x");
root.Subcommands.Add(AccuracyCommand.Create(() => CatalogDirectory.Load(CatalogDirectory.Shipped).Catalog!, Console.Out, Console.Error));
return root.Parse(args).Invoke();
