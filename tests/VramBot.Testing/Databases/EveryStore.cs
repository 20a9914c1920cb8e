using System.Collections;
using Xunit;

namespace VramBot.Testing.Databases;

/// <summary>A row for each kind of database, for a theory that is true of all; what is not installed here is skipped, and says so.</summary>
public sealed class EveryStore : IEnumerable<TheoryDataRow<StoreKind>>
{
    /// <inheritdoc/>
    public IEnumerator<TheoryDataRow<StoreKind>> GetEnumerator()
    {
        yield return new(StoreKind.Sqlite);
        yield return new(StoreKind.Postgres) { Skip = PostgresServer.Absent };
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
