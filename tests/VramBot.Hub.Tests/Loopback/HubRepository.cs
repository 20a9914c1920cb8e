using System.Collections.Concurrent;
using System.Text;

namespace VramBot.Hub.Tests.Loopback;

/// <summary>A repository of the loopback hub.</summary>
internal sealed class HubRepository(string commit = "0123456789abcdef0123456789abcdef01234567")
{
    public string Commit { get; set; } = commit;

    public bool IsGated { get; init; }

    public ConcurrentDictionary<string, HubFile> Files { get; } = new(StringComparer.Ordinal);

    public HubRepository Add(string path, string text) => Add(path, Encoding.UTF8.GetBytes(text), 0);

    /// <summary>A file that begins with some bytes and goes on with so many zeros.</summary>
    public HubRepository Add(string path, byte[] start, long more)
    {
        Files[path] = new(start, start.Length + more);
        return this;
    }
}
