namespace VramBot.Storage.Engines;

/// <summary>What a failure says about the database.</summary>
internal enum Trouble
{
    /// <summary>Nothing: the failure is not the database's.</summary>
    None,

    /// <summary>It works; this one thing it did not take, or not now.</summary>
    Refused,

    /// <summary>The connection was cut; another one may well work.</summary>
    Cut,

    /// <summary>It does not work.</summary>
    Down,
}
