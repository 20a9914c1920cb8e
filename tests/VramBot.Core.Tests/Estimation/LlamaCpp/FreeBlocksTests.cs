using VramBot.Core.Estimation.LlamaCpp.Graphs;

namespace VramBot.Core.Tests.Estimation.LlamaCpp;

/// <summary>The rules of ggml_dyn_tallocr (ggml-org/ggml, src/ggml-alloc.c).</summary>
public sealed class FreeBlocksTests
{
    private readonly FreeBlocks memory = new();

    [Theory]
    [InlineData(1, 128)]
    [InlineData(128, 128)]
    [InlineData(129, 256)]
    public void Sizes_are_booked_in_steps_of_128_bytes(long size, long booked)
    {
        memory.Take(size);
        Assert.Equal(booked, memory.Peak);
    }

    [Fact]
    public void The_smallest_hole_that_holds_it_is_taken()
    {
        var large = memory.Take(1024);
        memory.Take(128);
        var small = memory.Take(512);
        memory.Take(128);
        memory.GiveBack(large, 1024);
        memory.GiveBack(small, 512);
        Assert.Equal(small, memory.Take(384));
    }

    [Fact]
    public void Of_equal_holes_the_last_is_taken()
    {
        var first = memory.Take(256);
        memory.Take(128);
        var second = memory.Take(256);
        memory.Take(128);
        memory.GiveBack(first, 256);
        memory.GiveBack(second, 256);
        Assert.Equal(second, memory.Take(256));
    }

    [Fact]
    public void Neighbouring_holes_are_one()
    {
        var first = memory.Take(256);
        var second = memory.Take(256);
        memory.Take(128);
        memory.GiveBack(first, 256);
        memory.GiveBack(second, 256);
        Assert.Equal(first, memory.Take(512));
    }

    [Fact]
    public void What_fits_no_hole_goes_to_the_end()
    {
        var hole = memory.Take(256);
        memory.Take(128);
        memory.GiveBack(hole, 256);
        Assert.Equal(384, memory.Take(257));
        Assert.Equal(384 + 384, memory.Peak);
    }
}
