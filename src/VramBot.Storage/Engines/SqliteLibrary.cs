using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace VramBot.Storage.Engines;

/// <summary>Finds the system's SQLite: none comes with the bot.</summary>
internal static class SqliteLibrary
{
    private static readonly string[] Names = ["libsqlite3.so.0", "libsqlite3.so", "libsqlite3.dylib", "winsqlite3.dll", "sqlite3.dll"];

    private static readonly Lazy<bool> Loaded = new(() =>
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return true;
    });

    /// <summary>Makes it ready; once is enough.</summary>
    /// <exception cref="StorageException">It is not installed.</exception>
    public static void Load()
    {
        try
        {
            _ = Loaded.Value;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException or TypeInitializationException)
        {
            throw new StorageException("SQLite (libsqlite3.so.0) is not installed: on Debian and Ubuntu install the package libsqlite3-0, or set Storage__Postgres.", exception);
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
