using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using VramBot.Commands.Grammar;
using VramBot.Core.Languages;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Chat.Limits;

/// <summary>Lets nobody have more answers in a minute than are set: no person, and no server. What the bot asks itself has no limit.</summary>
/// <remarks>
/// It is decided here and now, out of this process's memory; <see cref="SharedCounts"/> tells the other replicas once a second, and learns what they have given. So somebody whom several replicas answer at
/// once can have more than the limit by what they give within about a second. So many are counted and no more: who comes when all places are taken is answered uncounted, until others' minutes are over.
/// </remarks>
public sealed class AnswerLimits(IOptions<LimitOptions> options, TimeProvider time)
{
    // Some 200 bytes each: ten megabytes at most, when so many ask within two minutes.
    private const int MostCounted = 50_000;

    private readonly Counted persons = new("person", options.Value.PerPerson);
    private readonly Counted servers = new("server", options.Value.PerServer);
    private readonly ConcurrentQueue<AnswerCount> changed = new();

    /// <summary>Whether anything is limited.</summary>
    internal bool IsOn => persons.Limit > 0 || servers.Limit > 0;

    /// <summary>How many are counted now.</summary>
    internal int Counting => persons.Count + servers.Count;

    /// <summary>Counts a question; says in the person's language, for the person alone, how long to wait where there were too many. Null when it is to be answered.</summary>
    public string? Refuse(Question question)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (question.Asker is not { } asker || Take(asker, out var limit, out var isServer) is not { Ticks: > 0 } wait)
            return null;
        using var spoken = (LineLanguage.Of(question.Line) ?? question.Language ?? Language.English).Spoken();
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
        return isServer
            ? Tr(
                seconds,
                $"Everybody here together has had as many answers as one place gets in a minute: {limit:N0}. Ask again in {seconds} second.",
                $"Everybody here together has had as many answers as one place gets in a minute: {limit:N0}. Ask again in {seconds} seconds.")
            : Tr(
                seconds,
                $"You have had as many answers as one person gets in a minute: {limit:N0}. Ask again in {seconds} second.",
                $"You have had as many answers as one person gets in a minute: {limit:N0}. Ask again in {seconds} seconds.");
    }

    /// <summary>Counts an answer for both, or for neither.</summary>
    /// <returns>Zero, or how long to wait.</returns>
    internal TimeSpan Take(Asker asker, out int limit, out bool isServer)
    {
        (limit, isServer) = (persons.Limit, false);
        var now = time.GetUtcNow();
        var person = persons.Of(asker.Platform, asker.Person);
        if (person is not null && Take(person, persons.Limit, now) is { Ticks: > 0 } wait)
            return wait;
        if (asker.Server is null || servers.Of(asker.Platform, asker.Server) is not { } server || Take(server, servers.Limit, now) is not { Ticks: > 0 } longer)
            return TimeSpan.Zero;
        person?.GiveBack();
        (limit, isServer) = (servers.Limit, true);
        return longer;
    }

    /// <summary>Whose counts have changed since this was asked last.</summary>
    internal IReadOnlyList<AnswerCount> Changed()
    {
        // What changes meanwhile is for the next time.
        var known = new List<AnswerCount>(changed.Count);
        while (known.Count < known.Capacity && changed.TryDequeue(out var count))
            known.Add(count);
        return known;
    }

    /// <summary>A count has to be told again.</summary>
    internal void Change(AnswerCount count) => changed.Enqueue(count);

    /// <summary>Forgets those whose minutes are over.</summary>
    internal void Forget()
    {
        var now = AnswerCount.MinuteOf(time.GetUtcNow());
        persons.Forget(now);
        servers.Forget(now);
    }

    private TimeSpan Take(AnswerCount count, int limit, DateTimeOffset now)
    {
        var wait = count.Take(limit, now, out var isNew);
        if (isNew)
            changed.Enqueue(count);
        return wait;
    }

    private sealed class Counted(string kind, int limit)
    {
        private readonly ConcurrentDictionary<(string Platform, string Id), AnswerCount> counts = new();
        private int count;

        public int Limit => limit;

        public int Count => Volatile.Read(ref count);

        /// <summary>Somebody's count; null where there is no limit, and no place for one more.</summary>
        public AnswerCount? Of(string platform, string id)
        {
            if (limit == 0)
                return null;
            if (counts.TryGetValue((platform, id), out var known))
                return known;
            if (Volatile.Read(ref count) >= MostCounted)
                return null;
            var made = new AnswerCount($"{platform}\n{kind}\n{id}");
            if (!counts.TryAdd((platform, id), made))
                return counts.GetValueOrDefault((platform, id));
            Interlocked.Increment(ref count);
            return made;
        }

        public void Forget(long now)
        {
            foreach (var (key, one) in counts)
                if (one.IsOver(now) && counts.TryRemove(key, out _))
                    Interlocked.Decrement(ref count);
        }
    }
}
