using VramBot.CatalogFiles;
using VramBot.Chat.Checkups;

namespace VramBot.App.Doctor;

/// <summary>Reads the catalogs.</summary>
internal sealed class CatalogCheckup : ICheckup
{
    public string Name => "catalogs";

    public Task<IReadOnlyList<Finding>> ExamineAsync(CancellationToken cancellationToken)
    {
        var load = CatalogDirectory.Load(CatalogSettings.Path);
        return Task.FromResult<IReadOnlyList<Finding>>(load.Catalog is { } catalog
            ? [Finding.Fine(Name, $"{catalog.Models.All.Length} models, {catalog.Gpus.All.Length} GPUs, {catalog.WeightFormats.All.Length} weight formats")]
            : [Finding.Broken(Name, $"{load.Faults.Length} faults, the first: {load.Faults[0]}", "`catalog check` says all of them. Leave Catalog__Path out to use the catalogs that come with the bot.")]);
    }
}
