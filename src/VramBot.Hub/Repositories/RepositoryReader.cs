using System.Collections.Immutable;
using System.Text;
using VramBot.Hub.Cache;
using VramBot.Hub.Checkpoints;
using VramBot.Hub.Gguf;
using VramBot.Hub.Safetensors;
using VramBot.Hub.Transport;

namespace VramBot.Hub.Repositories;

/// <summary>Reads one repository's listing, files and headers, from the cache where it can. Files of a commit never change; the listing is held against the hub anew after a while.</summary>
internal sealed class RepositoryReader(HubClient client, IHubCache cache, string hub, TimeProvider time)
{
    // Most headers of a shard end within this; what was read too much is less than another request costs.
    private const int FirstShardRead = 128 << 10;
    private const int FirstGgufRead = 256 << 10;

    private static readonly TimeSpan ListingLife = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan RefusalLife = TimeSpan.FromMinutes(2);

    /// <summary>What the repository holds.</summary>
    /// <param name="id">The repository.</param>
    /// <param name="budget">What the model may still cost.</param>
    /// <param name="asking">Called before the hub is asked; may refuse.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<RepositoryListing> ListAsync(HubId id, FetchBudget budget, Action asking, CancellationToken cancellationToken)
    {
        var key = $"list {hub} {id}";
        var known = await cache.FindAsync(key, cancellationToken);
        if (known is not null && time.GetUtcNow() - known.CheckedAt is var age && age < (known.Body.Length > 0 ? ListingLife : RefusalLife) && age >= TimeSpan.Zero)
            return known.Body.Length > 0 ? RepositoryListing.Read(known.Body) : throw new HubException(Enum.TryParse<HubFailure>(known.ETag, out var refusal) ? refusal : HubFailure.NotFound, id.ToString());
        asking();
        try
        {
            var path = $"api/models/{id.Repository}/revision/{Uri.EscapeDataString(id.Revision ?? "main")}?blobs=true";
            var answer = await client.GetAsync(path, RepositoryListing.LongestListing, known?.Body.Length > 0 ? known.ETag : null, budget, cancellationToken);
            var body = answer.IsUnchanged ? known!.Body : answer.Body.ToArray();
            var listing = RepositoryListing.Read(body);
            await cache.KeepAsync(key, new(body, answer.ETag ?? known?.ETag, null, time.GetUtcNow()), cancellationToken);
            return listing;
        }
        catch (HubException exception) when (exception.Failure is HubFailure.NotFound or HubFailure.NoRevision or HubFailure.Gated or HubFailure.Unauthorized)
        {
            await cache.KeepAsync(key, new([], exception.Failure.ToString(), null, time.GetUtcNow()), cancellationToken);
            throw;
        }
        catch (HubException) when (known is { Body.Length: > 0 })
        {
            // A hub that is away does not unmake what it said.
            return RepositoryListing.Read(known.Body);
        }
    }

    /// <summary>A whole small file of a commit; null when it is not there.</summary>
    public async Task<ReadOnlyMemory<byte>?> FileAsync(HubId id, RepositoryListing listing, string path, int most, FetchBudget budget, CancellationToken cancellationToken)
    {
        if (!listing.Has(path))
            return null;
        if (listing.Files[path] > most)
            throw new HubException(HubFailure.TooLarge, path);
        var key = KeyOf("file", id, listing, path);
        if (await cache.FindAsync(key, cancellationToken) is { } known)
            return known.Body;
        try
        {
            var answer = await client.GetAsync(AddressOf(id, listing, path), most, null, budget, cancellationToken);
            await cache.KeepAsync(key, new(answer.Body.ToArray(), answer.ETag, null, time.GetUtcNow()), cancellationToken);
            return answer.Body;
        }
        catch (HubException exception) when (exception.Failure is HubFailure.NoFile)
        {
            return null;
        }
    }

    /// <summary>The header of a safetensors file.</summary>
    public async Task<SafetensorsHeader> SafetensorsAsync(HubId id, RepositoryListing listing, string path, FetchBudget budget, CancellationToken cancellationToken)
    {
        var key = KeyOf("safetensors", id, listing, path);
        if (await cache.FindAsync(key, cancellationToken) is { } known)
            return SafetensorsReader.Read(known.Body, known.FileLength);
        var address = AddressOf(id, listing, path);
        var start = await client.GetRangeAsync(address, 0, FirstShardRead, budget, cancellationToken);
        var length = SafetensorsReader.LengthOf(start.Body.Span);
        var whole = start.FileLength ?? listing.Files.GetValueOrDefault(path);
        if (whole < length + (long)SafetensorsReader.PrefixLength)
            throw new HeaderException($"its header would have {length} bytes and the file has {whole}");
        var json = new byte[length];
        var held = start.Body[SafetensorsReader.PrefixLength..];
        held = held[..Math.Min(held.Length, length)];
        held.CopyTo(json);
        if (held.Length < length)
        {
            var rest = await client.GetRangeAsync(address, SafetensorsReader.PrefixLength + held.Length, length - held.Length, budget, cancellationToken);
            if (rest.Body.Length != length - held.Length)
                throw new HeaderException("it ends within its header");
            if (rest.FileLength != start.FileLength || rest.ETag != start.ETag)
                throw new HeaderException("it changed while it was read");
            rest.Body.CopyTo(json.AsMemory(held.Length));
        }

        var header = SafetensorsReader.Read(json, whole);
        await cache.KeepAsync(key, new(json, start.ETag, whole, time.GetUtcNow()), cancellationToken);
        return header;
    }

    /// <summary>The header of a GGUF file: ranges that grow until it ends.</summary>
    public async Task<GgufHeader> GgufAsync(HubId id, RepositoryListing listing, string path, FetchBudget budget, CancellationToken cancellationToken)
    {
        var key = KeyOf("gguf", id, listing, path);
        if (await cache.FindAsync(key, cancellationToken) is { } known)
            // What is kept has no long lists, so its tensors begin earlier than in the file.
            return GgufReader.Read(known.Body, null) ?? throw new HeaderException("what is kept of it is cut off");
        var address = AddressOf(id, listing, path);
        var start = Array.Empty<byte>();
        string? etag = null;
        for (var step = FirstGgufRead; start.Length < GgufReader.LongestHeader; step *= 2)
        {
            var answer = await client.GetRangeAsync(address, start.Length, Math.Min(step, GgufReader.LongestHeader - start.Length), budget, cancellationToken);
            if (start.Length > 0 && answer.ETag != etag)
                throw new HeaderException("it changed while it was read");
            etag = answer.ETag;
            start = start.Length == 0 ? answer.Body.ToArray() : [.. start, .. answer.Body.Span];
            if (GgufReader.Read(start, answer.FileLength ?? listing.Files.GetValueOrDefault(path)) is { } header)
            {
                await cache.KeepAsync(key, new(header.Reduced.ToArray(), etag, answer.FileLength, time.GetUtcNow()), cancellationToken);
                return header;
            }

            if (start.Length >= answer.FileLength)
                throw new HeaderException("it ends within its header");
        }

        throw new HeaderException($"its header does not end within {GgufReader.LongestHeader} bytes");
    }

    private string KeyOf(string kind, HubId id, RepositoryListing listing, string path) => $"{kind} {hub} {id.Repository} {listing.Commit} {path}";

    private static string AddressOf(HubId id, RepositoryListing listing, string path)
    {
        var address = new StringBuilder($"{id.Repository}/resolve/{listing.Commit}");
        foreach (var part in path.Split('/'))
            address.Append('/').Append(Uri.EscapeDataString(part));
        return address.ToString();
    }
}
