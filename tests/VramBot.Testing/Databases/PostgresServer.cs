using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace VramBot.Testing.Databases;

/// <summary>A PostgreSQL of a test's own, on loopback, in a folder that goes with it. It ends with the process that started it, however that ends.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>Its user's password when it starts.</summary>
    public const string Password = "p;w='d \"x\" ö/@:?#&%";

    // A shell that lives as long as its input stays open: it makes the cluster, starts and stops the server when told to, and takes both away at the end. Nothing is synced to disk.
    private const string Keeper = """
        trap '' INT HUP
        folder=$(mktemp -d /tmp/vrambot-postgres-XXXXXX)
        server=
        up() { "$1/postgres" -D "$folder/data" -p "$2" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c full_page_writes=off -c shared_buffers=16MB -c log_lock_waits=off >>"$folder/log" 2>&1 & server=$!; }
        down() { [ -z "$server" ] || { kill -QUIT "$server" 2>/dev/null; wait "$server" 2>/dev/null; server=; }; }
        printf '%s' "$3" >"$folder/password"
        if "$1/initdb" -D "$folder/data" -U vrambot -A scram-sha-256 --pwfile="$folder/password" -E UTF8 --locale=C --no-sync >"$folder/log" 2>&1; then
            up "$1" "$2"; echo up
            while read -r word; do
                case $word in
                    up) up "$1" "$2";;
                    down) down;;
                esac
                echo "$word"
            done
        else
            tr '\n' ' ' <"$folder/log"; echo
        fi
        down
        rm -rf "$folder"
        """;

    private static readonly string? Programs = FindPrograms();
    private static readonly Lazy<Task<PostgresServer>> Shared = new(StartAsync);
    private static int databases;

    private readonly Process keeper;
    private readonly int port;

    private PostgresServer(Process keeper, int port) => (this.keeper, this.port) = (keeper, port);

    /// <summary>Why there is none, as a sentence for whoever reads the tests' results; null when it can be started.</summary>
    public static string? Absent => Programs is null ? "PostgreSQL is not installed here (Debian and Ubuntu: the package postgresql): what it shares is tested in SQLite alone." : null;

    /// <summary>The one that all tests of the process have databases on.</summary>
    public static Task<PostgresServer> SharedAsync() => Shared.Value;

    /// <summary>One more, to be stopped and started by its test.</summary>
    public static async Task<PostgresServer> StartAsync()
    {
        var port = FreePort();
        // PostgreSQL refuses to run as root.
        string[] other = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
        string[] words = [.. other, "sh", "-c", Keeper, "keeper", Programs!, port.ToString(CultureInfo.InvariantCulture), Password];
        var start = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        var server = new PostgresServer(Process.Start(start)!, port);
        await server.SaidAsync("up");
        await server.AnswersAsync();
        return server;
    }

    /// <summary>An empty database, and how to connect to it.</summary>
    public async Task<string> MakeDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref databases)}";
        await RunAsync($"CREATE DATABASE {name}");
        return Address(name);
    }

    /// <summary>How to connect to a database of it.</summary>
    public string Address(string database, string password = Password) =>
        new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Username = "vrambot", Password = password, Database = database }.ConnectionString;

    /// <summary>Runs a statement, as its owner or as another.</summary>
    public async Task RunAsync(string sql, string user = "vrambot", string password = Password)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Address("postgres", password)) { Username = user, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Stops it at once, as a power cut does.</summary>
    public Task StopAsync() => TellAsync("down");

    /// <summary>Starts it again, where it was, with all that it knew, and waits until it lets somebody in.</summary>
    public async Task StartAgainAsync(string user = "vrambot", string password = Password)
    {
        await TellAsync("up");
        await AnswersAsync(user, password);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        keeper.StandardInput.Close();
        await keeper.WaitForExitAsync();
        keeper.Dispose();
    }

    private static string? FindPrograms()
    {
        if (OperatingSystem.IsWindows())
            return null;
        var debian = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => folder, StringComparer.Ordinal).Select(folder => $"{folder}/bin") : [];
        return debian.Concat((Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':')).FirstOrDefault(folder => File.Exists($"{folder}/initdb") && File.Exists($"{folder}/postgres"));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task TellAsync(string word)
    {
        await keeper.StandardInput.WriteLineAsync(word);
        await keeper.StandardInput.FlushAsync();
        await SaidAsync(word);
    }

    private async Task SaidAsync(string word)
    {
        if (await keeper.StandardOutput.ReadLineAsync() is var said && said != word)
            throw new InvalidOperationException($"PostgreSQL did not start: {said}");
    }

    private async Task AnswersAsync(string user = "vrambot", string password = Password)
    {
        for (var started = Stopwatch.GetTimestamp(); ; await Task.Delay(20))
        {
            try
            {
                await RunAsync("SELECT 1", user, password);
                return;
            }
            catch (NpgsqlException) when (Stopwatch.GetElapsedTime(started) < TimePump.Patience)
            {
                // It starts.
            }
        }
    }
}
