using Microsoft.Extensions.Options;

namespace VramBot.Chat;

/// <summary>Lets so many answers be worked out at once, and of one person and one server so many that there is room for others. Who is not let in is told so at once: nothing waits.</summary>
/// <param name="most">The most in all.</param>
/// <param name="mostOfPerson">The most of one person.</param>
/// <param name="mostOfServer">The most of one server.</param>
public sealed class WorkGate(int most, int mostOfPerson, int mostOfServer)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Platform, string Id, bool IsPerson), int> held = [];
    private int inside;

    /// <summary>Makes it as it is set.</summary>
    public WorkGate(IOptions<WorkOptions> options)
        : this(options?.Value.MostAtOnce ?? 0, options?.Value.MostPerPerson ?? 0, options?.Value.MostPerServer ?? 0)
    {
    }

    /// <summary>How many are inside.</summary>
    public int Count => Volatile.Read(ref inside);

    /// <summary>Lets an answer in.</summary>
    /// <param name="asker">For whom it is; null where the platform does not say it, or for nobody.</param>
    /// <returns>To be disposed of when it is worked out; null when it is not let in.</returns>
    public IDisposable? Enter(Asker? asker)
    {
        lock (gate)
        {
            if (inside >= most || (asker is not null && (Held(Person(asker)) >= mostOfPerson || (Server(asker) is { } server && Held(server) >= mostOfServer))))
                return null;
            inside++;
            Note(asker, 1);
            return new Pass(this, asker);
        }
    }

    private void Leave(Asker? asker)
    {
        lock (gate)
        {
            inside--;
            Note(asker, -1);
        }
    }

    private void Note(Asker? asker, int by)
    {
        if (asker is null)
            return;
        Add(Person(asker), by);
        if (Server(asker) is { } server)
            Add(server, by);
    }

    private int Held((string Platform, string Id, bool IsPerson) key) => held.GetValueOrDefault(key);

    private void Add((string Platform, string Id, bool IsPerson) key, int by)
    {
        var now = Held(key) + by;
        if (now > 0)
            held[key] = now;
        else
            held.Remove(key);
    }

    private static (string Platform, string Id, bool IsPerson) Person(Asker asker) => (asker.Platform, asker.Person, true);

    private static (string Platform, string Id, bool IsPerson)? Server(Asker asker) => asker.Server is { } server ? (asker.Platform, server, false) : null;

    private sealed class Pass(WorkGate gate, Asker? asker) : IDisposable
    {
        private int left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
                gate.Leave(asker);
        }
    }
}
