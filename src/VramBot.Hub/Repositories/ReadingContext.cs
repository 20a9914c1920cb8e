using VramBot.Core.Catalogs;
using VramBot.Core.Formats;
using VramBot.Hub.Transport;

namespace VramBot.Hub.Repositories;

/// <summary>One reading of one model: what is read, with what, and what it may cost.</summary>
internal sealed record ReadingContext(HubId Id, string? Precision, RepositoryReader Reader, NameIndex<WeightFormat> Formats, FetchBudget Budget, IProgress<HubProgress> Progress)
{
    private int read;

    /// <summary>Files to read, as far as is known.</summary>
    public int Files { get; set; } = 1;

    /// <summary>One more file is read.</summary>
    public void Count() => Progress.Report(new(Interlocked.Increment(ref read), Files, Budget.Bytes));
}
