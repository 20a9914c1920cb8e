using VramBot.Core.Engines;
using VramBot.Core.Estimation.Serving;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Vllm;

/// <summary>vLLM's paged cache of one rank: pages of equal size, layers in groups of equal length.</summary>
/// <remarks>
/// <para>
/// Layers are grouped by kind. Group length = the smallest kind's layer count, or the largest if that is under 1.5 times the smallest; each kind
/// is padded to whole groups. A page holds 16 tokens of the kind with the most bytes a token; other kinds get more tokens a page. With
/// recurrent layers the attention page grows in steps of 16 tokens until it holds one layer's state.
/// </para>
/// <para>
/// A sequence needs ⌈context / tokens a page⌉ pages of a full group, ⌈min(context, window − 1 + T) / tokens a page⌉ + 1 of a sliding one and one of a
/// state group. Blocks = pool / (page · group length). V0 gives every layer full length and no groups.
/// </para>
/// <para>Source: vllm-project/vllm, v1/core/kv_cache_utils.py; 46 printed pools: median 0.03 % off.</para>
/// </remarks>
internal sealed class VllmCache
{
    private const int PageTokens = 16;

    private static readonly EngineVersion PrintsByConcurrency = new(0, 20);

    private readonly EstimateRequest request;
    private readonly IReadOnlyList<Group> groups;
    private readonly Bytes block;

    private VllmCache(EstimateRequest request, IReadOnlyList<Group> groups, Bytes block) => (this.request, this.groups, this.block) = (request, groups, block);

    public static VllmCache Of(EstimateRequest request, IReadOnlyList<CacheSpec> specs, VllmDefaults defaults)
    {
        if (defaults.Generation == VllmGeneration.V0)
            specs = [.. specs.Where(spec => !spec.IsState).Select(spec => spec with { Window = null })];
        var page = PageSize(specs);
        var length = defaults.Generation == VllmGeneration.V0 ? 1 : LengthOf(specs);
        return new(request, [.. specs.Select(spec => Group.Of(spec, page, length, defaults.Tokens))], length * page);
    }

    /// <summary>What the request's own sequences need.</summary>
    public Bytes Needed() => request.Parallelism.SequencesOnRank(request.Sequences) * OneRequest();

    /// <summary>What one request of the whole context needs.</summary>
    public Bytes OneRequest() => PagesOf(request.Context) * block;

    /// <summary>Whether recurrent states take pages, one a sequence in each group.</summary>
    public bool HasStates => groups.Any(group => group.IsState);

    /// <summary>Sequences whose states a pool of this size has pages for.</summary>
    public long StatesIn(Bytes size) => block == Bytes.Zero ? 0 : Math.Max(0, size.Count) / block.Count;

    /// <summary>Bytes of the pool for each token that the release counts in it.</summary>
    public Bytes PerToken() => PrintsConcurrency
        ? Bytes.FromBytes((long)((double)OneRequest().Count / request.Context.Count))
        : Bytes.FromBytes(groups.Sum(group => group.Count) * block.Count / PageTokensOfAttention);

    /// <summary>The pool as the release prints it: tokens of whole groups, or the requests that it holds times their context.</summary>
    public CachePool PoolOf(Bytes size)
    {
        if (size <= Bytes.Zero || block == Bytes.Zero)
            return new(size, default, 0);
        var blocks = size.Count / block.Count;
        var concurrency = (double)blocks / PagesOf(request.Context);
        var tokens = PrintsConcurrency ? (long)(concurrency * request.Context.Count) : blocks / groups.Sum(group => group.Count) * PageTokensOfAttention;
        return new(size, new(tokens), concurrency);
    }

    private bool PrintsConcurrency => request.Engine.Version is not { } version || version >= PrintsByConcurrency;

    /// <summary>Tokens a page of the attention kind with the most bytes a token: 16, or more where a state had to fit.</summary>
    private long PageTokensOfAttention => groups.Where(group => !group.IsState).Select(group => group.TokensPerPage).DefaultIfEmpty(PageTokens).Min();

    private long PagesOf(TokenCount context) => Math.Max(1, groups.Sum(group => group.Count * group.PagesOf(context)));

    private static Bytes PageSize(IReadOnlyList<CacheSpec> specs)
    {
        var attention = specs.Select(spec => spec.TokenSize).DefaultIfEmpty().Max();
        var state = specs.Select(spec => spec.StateSize).DefaultIfEmpty().Max();
        var page = PageTokens * attention;
        return state <= page ? page : page == Bytes.Zero ? state : state.RoundUpTo(page);
    }

    private static int LengthOf(IReadOnlyList<CacheSpec> specs)
    {
        if (specs.Count == 0)
            return 1;
        var smallest = specs.Min(spec => spec.Layers);
        var largest = specs.Max(spec => spec.Layers);
        return largest < 1.5 * smallest ? largest : smallest;
    }

    /// <summary>The groups of one kind.</summary>
    private sealed record Group(int Count, long TokensPerPage, TokenCount? Window, bool IsState, int StepTokens)
    {
        public static Group Of(CacheSpec spec, Bytes page, int length, int stepTokens) => new(
            (spec.Layers + length - 1) / length,
            spec.IsState ? 1 : page.Count / spec.TokenSize.Count,
            spec.Window,
            spec.IsState,
            stepTokens);

        public long PagesOf(TokenCount context)
        {
            if (IsState)
                return 1;
            if (Window is not { } window || window >= context)
                return Ceiling(context.Count);
            return Ceiling(Math.Min(context.Count, window.Count - 1 + StepTokens)) + 1;
        }

        private long Ceiling(long tokens) => (tokens + TokensPerPage - 1) / TokensPerPage;
    }
}
