namespace VramBot.Testing.Databases;

/// <summary>The databases that everything which is kept is tested in.</summary>
public enum StoreKind
{
    /// <summary>A file.</summary>
    Sqlite,

    /// <summary>A server.</summary>
    Postgres,
}
