using VramBot.Core.Estimation.LlamaCpp.Graphs;

namespace VramBot.Core.Tests.Estimation.LlamaCpp;

/// <summary>The rules of ggml_gallocr (ggml-org/ggml, src/ggml-alloc.c), on graphs small enough to follow by hand.</summary>
public sealed class GraphAllocatorTests
{
    private const long Size = 1024;

    [Fact]
    public void An_operation_in_place_takes_the_memory_of_a_source_that_nothing_else_reads()
    {
        var product = ComputeGraph.Result(Size, ComputeGraph.Input(Size));
        Assert.Equal(2 * Size, PeakOf(ComputeGraph.Over(product)));
    }

    [Fact]
    public void A_source_that_is_read_again_is_not_overwritten()
    {
        var product = ComputeGraph.Result(Size, ComputeGraph.Input(Size));
        var scaled = ComputeGraph.Over(product);
        Assert.Equal((2 * Size) + 128, PeakOf(ComputeGraph.Result(128, scaled, product)));
    }

    [Fact]
    public void Memory_is_free_once_the_last_reader_is_placed()
    {
        var first = ComputeGraph.Result(Size, ComputeGraph.Input(Size));
        var second = ComputeGraph.Result(Size, first);
        var third = ComputeGraph.Result(Size, second);
        var fourth = ComputeGraph.Result(Size, third);
        Assert.Equal(2 * Size, PeakOf(fourth));
    }

    [Fact]
    public void A_view_keeps_the_memory_that_it_looks_into()
    {
        var whole = ComputeGraph.Result(Size, ComputeGraph.Input(128));
        var view = ComputeGraph.Slice(whole, 512);
        var other = ComputeGraph.Result(Size, ComputeGraph.Result(Size, whole));
        Assert.Equal(128 + (3 * Size), PeakOf(ComputeGraph.Result(128, other, view)));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(4, 5)]
    public void Inputs_exist_once_for_every_batch_in_the_pipeline(int copies, int blocks) =>
        Assert.Equal(blocks * Size, PeakOf(ComputeGraph.Result(Size, ComputeGraph.Input(Size)), copies));

    [Fact]
    public void A_write_into_the_cache_needs_no_memory() =>
        Assert.Equal(2 * Size, PeakOf(ComputeGraph.Store(ComputeGraph.Result(Size, ComputeGraph.Input(Size)))));

    private static long PeakOf(GraphTensor last, int copies = 1)
    {
        var graph = new ComputeGraph();
        graph.Expand(last);
        return GraphAllocator.PeakOf(graph, copies);
    }
}
