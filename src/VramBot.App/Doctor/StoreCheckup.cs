using Microsoft.Extensions.Options;
using VramBot.Chat.Checkups;
using VramBot.Storage;

namespace VramBot.App.Doctor;

/// <summary>Opens the database, brings it to this version's schema, and writes to it.</summary>
internal sealed class StoreCheckup(IOptions<StorageOptions> storage, IServiceProvider services) : ICheckup
{
    public string Name => "store";

    public async Task<IReadOnlyList<Finding>> ExamineAsync(CancellationToken cancellationToken)
    {
        var isShared = storage.Value.IsShared;

        // Made here, for it cannot be made of settings that are wrong.
        var database = services.GetRequiredService<Database>();
        return [await database.CheckAsync(cancellationToken) is { } problem
            ? Finding.Broken(Name, problem.TrimEnd('.'), isShared
                ? "Set Storage__Postgres to a database that this machine reaches. Answers are given without it, but nothing is kept or shared."
                : "Set Storage__Path to a file in a folder that the bot may write to; in a container, one on a volume. Answers are given without it, but nothing is kept.")
            : Finding.Fine(Name, $"{database.Place} opens, has this version's schema, and can be written to")];
    }
}
