using System.Data.Common;

namespace VramBot.Storage;

/// <summary>Statements with their values, in the words that both kinds of database share: values are named <c>@name</c>.</summary>
public static class DatabaseCommands
{
    /// <summary>A statement; in a transaction of the connection, if there is one.</summary>
    public static DbCommand Command(this DbConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>Runs a statement and returns how many rows it changed.</summary>
    public static Task<int> RunAsync(this DbConnection connection, string sql, CancellationToken cancellationToken, params ReadOnlySpan<(string Name, object? Value)> values) =>
        RunAsync(connection.Command(sql, values), cancellationToken);

    private static async Task<int> RunAsync(DbCommand command, CancellationToken cancellationToken)
    {
        await using (command)
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
