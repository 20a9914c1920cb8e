using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using VramBot.Chat.Checkups;
using VramBot.Storage;

namespace VramBot.App.Doctor;

/// <summary>Looks whether SQLite is there and the database can be opened and written to.</summary>
internal sealed class StoreCheckup(IOptions<StorageOptions> storage) : ICheckup
{
    private const string Library = "libsqlite3";

    public string Name => "store";

    public Task<IReadOnlyList<Finding>> ExamineAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Finding>>([.. Look()]);

    private IEnumerable<Finding> Look()
    {
        try
        {
            SqliteLibrary.Load("What the bot keeps cannot be kept", "set Storage__Postgres");
        }
        catch (StorageException)
        {
            return [Finding.Broken(Library, "libsqlite3.so.0 is not there: installations and what the hub said are not kept", "Install it (Debian and Ubuntu: libsqlite3-0).")];
        }

        return [Finding.Fine(Library, "it is there"), Open(storage.Value.Path)];
    }

    private Finding Open(string path)
    {
        try
        {
            var file = new DatabaseFile(path);
            file.Make();
            using var connection = file.Connect();

            // Written and taken back: a full disk or a read-only one says so here.
            DatabaseFile.Run(connection, "BEGIN IMMEDIATE; CREATE TABLE doctor (x); DROP TABLE doctor; ROLLBACK;");
            return Finding.Fine(Name, $"{path} can be written to");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException)
        {
            return Finding.Broken(Name, $"{path} cannot be opened and written to ({exception.GetType().Name})", "Set Storage__Path to a file in a folder that the bot may write to; in a container, one on a volume.");
        }
    }
}
