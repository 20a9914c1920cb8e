using VramBot.Core.Engines;
using VramBot.Core.Estimation.Training;
using VramBot.Core.Models;

namespace VramBot.Core.Tests.Estimation.Training;

/// <summary>Bytes a weight that each optimizer keeps and takes, as its own source counts them.</summary>
public sealed class OptimizerMemoryTests
{
    private const long Layer = (2 * 4096 * 4096) + (2 * 1024 * 4096) + (3 * 14336 * 4096) + (2 * 4096);
    private const long Ends = 2 * 128_256L * 4096;
    private const long Weights = (32 * Layer) + Ends + 4096;

    // Every matrix and norm of Llama 3.1 8B is a whole number of blocks of 256, none is below 4096 elements.
    [Theory]
    [InlineData(OptimizerKind.AdamW, 4.0)]
    [InlineData(OptimizerKind.FusedAdamW, 4.0)]
    [InlineData(OptimizerKind.AdamW8Bit, 2.03125)]
    [InlineData(OptimizerKind.Lion, 4.0)]
    [InlineData(OptimizerKind.Lion8Bit, 1.015625)]
    [InlineData(OptimizerKind.SgdMomentum, 2.0)]
    [InlineData(OptimizerKind.Sgd, 0.0)]
    [InlineData(OptimizerKind.Lomo, 0.0)]
    public void Sixteen_bit_weights_have_states_of_so_many_bytes(OptimizerKind kind, double states)
    {
        var memory = Steps.Optimizer("llama-3.1-8b", Steps.Full(kind), KnownEngines.Torchtune);
        Assert.Equal(states, memory.States, 9);
        Assert.Equal(0, memory.PagedStates);
    }

    // bitsandbytes pages tensors of 100 000 elements and more; norms are smaller, and scales are never paged.
    [Fact]
    public void Paged_states_are_those_of_large_tensors_without_their_scales()
    {
        const long Norms = 65 * 4096;
        var eight = Steps.Optimizer("llama-3.1-8b", Steps.Full(OptimizerKind.PagedAdamW8Bit), KnownEngines.Torchtune);
        Assert.Equal(2.0 * (Weights - Norms) / Weights, eight.PagedStates, 9);
        Assert.Equal((0.03125 * Weights + (2.0 * Norms)) / Weights, eight.States, 9);
        var whole = Steps.Optimizer("llama-3.1-8b", Steps.Full(OptimizerKind.PagedAdamW), KnownEngines.Torchtune);
        Assert.Equal(8.0 * (Weights - Norms) / Weights, whole.PagedStates, 9);
    }

    // Transformers' trainer registers 32-bit moments for every nn.Embedding: 8 bytes instead of 2.03 for the 525 million of them.
    [Fact]
    public void Transformers_keeps_the_moments_of_embeddings_in_32_bit()
    {
        var trainer = Steps.Optimizer("llama-3.1-8b", Steps.Full(OptimizerKind.AdamW8Bit), KnownEngines.Transformers);
        var recipe = Steps.Optimizer("llama-3.1-8b", Steps.Full(OptimizerKind.AdamW8Bit), KnownEngines.Torchtune);
        Assert.Equal((8 - 2.03125) * Ends / 2, (trainer.States - recipe.States) * Weights, 0);
    }

    [Fact]
    public void Adafactor_keeps_a_row_and_a_column_and_updates_the_embedding_in_32_bit()
    {
        const double Rows = (2 * (4096 + 4096)) + (2 * (1024 + 4096)) + (3 * (14336 + 4096)) + (2 * 4096);
        const double Expected = 4 * ((32 * Rows) + (2 * (128_256 + 4096)) + 4096);
        var memory = Steps.Optimizer("llama-3.1-8b", Steps.Full(OptimizerKind.Adafactor), KnownEngines.Transformers);
        Assert.Equal(Expected, memory.States * Weights, 0);
        Assert.Equal(16L * 128_256 * 4096, memory.LargestUpdate.Count);
    }

    // r = 128: projector 128 m, moments 2 · 128 M a matrix; embedding, head and norms have whole moments.
    [Fact]
    public void GaLore_keeps_projected_moments_in_layers_and_whole_ones_elsewhere()
    {
        const double Projected = 128.0 * ((2 * 3 * 4096) + (2 * (1024 + (2 * 4096))) + (3 * (4096 + (2 * 14336))));
        const double Expected = 2 * ((32 * (Projected + (2 * 2 * 4096))) + (2 * (Ends + 4096)));
        var memory = Steps.Optimizer("llama-3.1-8b", Steps.Full(OptimizerKind.GaLore), KnownEngines.Transformers);
        Assert.Equal(Expected, memory.States * Weights, 0);
        Assert.True(memory.States < Steps.Optimizer("llama-3.1-8b", Steps.Full(OptimizerKind.AdamW8Bit), KnownEngines.Transformers).States);
    }

    [Fact]
    public void Muon_keeps_one_moment_of_layers_matrices_and_two_of_the_rest()
    {
        const double Vectors = 65 * 4096;
        var memory = Steps.Optimizer("llama-3.1-8b", Steps.Full(OptimizerKind.Muon), KnownEngines.Transformers);
        Assert.Equal((2.0 * Weights) + (2 * (Ends + Vectors)), memory.States * Weights, 0);
        Assert.True(memory.LargestUpdate.Count >= 10L * 14336 * 4096);
    }

    // 16 bytes a parameter of the block: 12 all the time, 4 of the gradients' copy at the step (arXiv:2404.02827).
    [Fact]
    public void BAdam_takes_sixteen_bytes_for_each_weight_of_one_layer()
    {
        var memory = Steps.Optimizer("llama-3.1-8b", Steps.Full(OptimizerKind.BAdam), KnownEngines.LlamaFactory);
        Assert.Equal(16.0 * Layer, (memory.States + memory.Step) * Weights, 0);
        Assert.True(memory.HoldsOneLayer);
    }

    // Published peaks of full fine-tuning in bf16 with PyTorch's AdamW: 10.0 bytes a weight (foundation-model-stack/fms-acceleration, benchmarks).
    [Theory]
    [InlineData("llama-3.1-8b")]
    [InlineData("mistral-7b-v0.3")]
    public void Full_fine_tuning_in_16_bit_takes_ten_bytes_a_weight_at_the_step(string model)
    {
        var masses = Steps.Masses(model, Steps.Full(OptimizerKind.AdamW), KnownEngines.Transformers);
        var step = masses.Static + masses.Gradients + masses.StepTemporaries;
        Assert.Equal(10.0, (double)step.Count / TensorInventory.CountText(Requests.Model(model).Network!).Count, 6);
        var fused = Steps.Masses(model, Steps.Full(OptimizerKind.FusedAdamW), KnownEngines.Transformers);
        Assert.Equal(8.0, (double)(fused.Static + fused.Gradients + fused.StepTemporaries).Count / TensorInventory.CountText(Requests.Model(model).Network!).Count, 6);
    }

    // torchtune's README states 18.9 GiB for 8B on one GPU with PagedAdamW8bit and the optimizer in the backward pass: weights, scales, one layer's gradients, and activations.
    [Fact]
    public void Torchtune_on_one_gpu_leaves_room_for_activations_below_its_published_peak()
    {
        var run = Steps.Full(OptimizerKind.PagedAdamW8Bit) with { StepsInBackward = true };
        var masses = Steps.Masses("llama-3.1-8b", run, KnownEngines.Torchtune);
        Assert.InRange((masses.Static + masses.Gradients).TotalGibibytes, 15.0, 18.9);
        Assert.InRange(masses.PagedStates.TotalGibibytes, 14.5, 15.0);
    }

    [Theory]
    [InlineData(OptimizerKind.Lomo)]
    [InlineData(OptimizerKind.BAdam)]
    public void Optimizers_of_one_layer_hold_the_gradients_of_the_largest_layer_or_of_the_head(OptimizerKind kind) =>
        Assert.Equal(2 * 128_256L * 4096, Steps.Masses("llama-3.1-8b", Steps.Full(kind), KnownEngines.Transformers).Gradients.Count);

    [Fact]
    public void Every_optimizer_keeps_no_more_than_adamw_in_32_bit()
    {
        foreach (var kind in Enum.GetValues<OptimizerKind>())
        {
            var memory = Steps.Optimizer("qwen3-30b-a3b", Steps.Full(kind), KnownEngines.Transformers);
            Assert.InRange(memory.States + memory.PagedStates, 0, 8.0);
        }
    }

    // Of Llama 3.1 8B's targets at rank 16 only feed-forward matrices of 16 · 14336 reach the 100 000 elements from which bitsandbytes pages; at rank 64 all but 64 · 1024 do.
    [Theory]
    [InlineData(16, 3 * 16L * 14336)]
    [InlineData(64, 64L * ((9 * 4096) + (3 * 14336)))]
    public void Small_adapters_are_not_paged(int rank, long pagedOfLayer)
    {
        var run = TrainingRunOf(OptimizerKind.PagedAdamW, rank);
        var step = Steps.Of("llama-3.1-8b", run, KnownEngines.LitGpt);
        var memory = OptimizerMemory.OfAdapters(step, run.Adapter!, 2);
        var weights = WeightPlaces.AdapterParameters(step, run.Adapter!);
        Assert.Equal(8.0 * 32 * pagedOfLayer, memory.PagedStates * weights, 0);
        Assert.Equal(8.0, memory.States + memory.PagedStates, 9);
    }

    // A row and a column of each long and thin matrix: about 4 / r bytes a weight.
    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    public void Adafactor_keeps_little_more_than_the_long_side_of_an_adapter(int rank)
    {
        var run = TrainingRunOf(OptimizerKind.Adafactor, rank);
        var memory = OptimizerMemory.OfAdapters(Steps.Of("llama-3.1-8b", run, KnownEngines.Transformers), run.Adapter!, 4);
        Assert.InRange(memory.States, 4.0 / rank, 1.05 * 4 / rank);
    }

    [Theory]
    [InlineData(OptimizerKind.AdamW, 4, 8.0)]
    [InlineData(OptimizerKind.AdamW8Bit, 4, 2.03125)]
    [InlineData(OptimizerKind.Lion8Bit, 4, 1.015625)]
    [InlineData(OptimizerKind.Muon, 4, 4.0)]
    public void Adapters_have_states_of_so_many_bytes(OptimizerKind kind, int width, double bytes)
    {
        var run = TrainingRunOf(kind, 16);
        Assert.Equal(bytes, OptimizerMemory.OfAdapters(Steps.Of("llama-3.1-8b", run, KnownEngines.Transformers), run.Adapter!, width).States, 9);
    }

    private static TrainingRun TrainingRunOf(OptimizerKind kind, int rank) => new() { Task = TrainingTask.LowRank, Adapter = new(rank), Optimizer = kind };
}
