using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace VramBot.Storage;

/// <summary>Finds the system's SQLite: none comes with the bot.</summary>
public static class SqliteLibrary
{
    private static readonly string[] Names = ["libsqlite3.so.0", "libsqlite3.so", "libsqlite3.dylib", "winsqlite3.dll", "sqlite3.dll"];

    private static readonly Lazy<bool> Loaded = new(() =>
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return true;
    });

    /// <summary>Makes it ready; once is enough.</summary>
    /// <param name="purpose">What cannot be done without it, as the beginning of a sentence.</param>
    /// <param name="otherwise">What to do instead of installing it, as the end of one.</param>
    /// <exception cref="StorageException">It is not installed.</exception>
    public static void Load(string purpose, string otherwise)
    {
        try
        {
            _ = Loaded.Value;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException or TypeInitializationException)
        {
            throw new StorageException(
                $"{purpose}: SQLite (libsqlite3.so.0) is not installed. On Debian and Ubuntu install the package libsqlite3-0, or {otherwise}.", exception);
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        foreach (var candidate in Names)
            if (NativeLibrary.TryLoad(candidate, assembly, path, out var found))
                return found;
        return 0;
    }
}
